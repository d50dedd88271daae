package dev.waybill.local;

import dev.waybill.localcloud.LocalCloudOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command {@code waybill cloud}. */
@Command(
    name = "cloud",
    mixinStandardHelpOptions = true,
    description =
        "Runs the local cloud alone on 127.0.0.1, empty and without the pipeline, until stopped.")
public final class CloudCommand implements Callable<Integer> {
  private final CloudService service;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "4566",
      description = "The local cloud's port; 0 picks a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "./data",
      description = "Data directory of the local cloud (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  @Mixin private DigestIntervalOption digests = new DigestIntervalOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  public CloudCommand(CloudService service) {
    this.service = service;
  }

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > 65535) {
      throw new ParameterException(spec.commandLine(), "--port must be from 0 to 65535");
    }
    Path directory = data.toAbsolutePath().normalize();
    return service.run(
        LocalCloudOptions.defaults(directory, port).withDigestInterval(digests.duration()));
  }
}
