package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.cli.PipelineService;
import dev.waybill.model.CustodyListener;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.startup.Preconditions;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** Command {@code waybill run}: the service, until the process receives a signal to stop. */
final class ServiceRun implements PipelineService {
  @Override
  public int run(Path home, LoadedSettings settings) throws Exception {
    Preconditions.managementPort(settings.settings());
    AwsClients aws = AwsClients.fromEnvironment(settings.settings());
    aws.identity();
    Pipeline pipeline = Pipeline.start(home, settings, aws, new CustodyListener() {});
    CountDownLatch ended = Shutdown.of(() -> logStop(settings), pipeline, aws);
    ended.await();
    return 0;
  }

  /**
   * The logger is created late: the log's configuration is applied after the wiring of commands.
   */
  private static void logStop(LoadedSettings settings) {
    LoggerFactory.getLogger(ServiceRun.class)
        .info(
            "stopping; objects in work have up to {} s to end",
            settings.settings().shutdownTimeout().toSeconds());
  }
}
