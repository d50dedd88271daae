package dev.waybill.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Command {@code waybill run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs the service against AWS, or against the endpoint in AWS_ENDPOINT_URL.")
public final class RunCommand implements Callable<Integer> {
  private final GlobalOptions options;
  private final PipelineService service;

  public RunCommand(GlobalOptions options, PipelineService service) {
    this.options = options;
    this.service = service;
  }

  @Override
  public Integer call() throws Exception {
    return service.run(options.home(), options.loader().load(options.overrides()));
  }
}
