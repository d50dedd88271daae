package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.cli.PipelineService;
import dev.waybill.model.CustodyListener;
import dev.waybill.settings.LoadedSettings;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Command {@code waybill run}: the service, until the process receives a signal to stop. */
final class ServiceRun implements PipelineService {
  @Override
  public int run(Path home, LoadedSettings settings) throws Exception {
    AwsClients aws = AwsClients.fromEnvironment(settings.settings());
    aws.identity();
    Pipeline pipeline = Pipeline.start(home, settings, aws, new CustodyListener() {});
    CountDownLatch ended = Shutdown.of(pipeline, aws);
    ended.await();
    return 0;
  }
}
