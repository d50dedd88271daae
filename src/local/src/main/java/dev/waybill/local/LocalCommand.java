package dev.waybill.local;

import dev.waybill.cli.GlobalOptions;
import dev.waybill.localcloud.LocalCloudOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command {@code waybill local}. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    description =
        "Runs everything on this machine: a local cloud on 127.0.0.1, the pipeline and a demo"
            + " object.")
public final class LocalCommand implements Callable<Integer> {
  private final GlobalOptions options;
  private final LocalService service;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "4566",
      description = "The local cloud's port; 0 picks a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--ops-port",
      paramLabel = "PORT",
      description = "The port of health and metrics (default: waybill.management.port, 8080).")
  private @Nullable Integer opsPort;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "./data",
      description = "Data directory of the local cloud (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  @Option(names = "--once", description = "Runs the demo once and exits.")
  private boolean once;

  @Mixin private DigestIntervalOption digests = new DigestIntervalOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  public LocalCommand(GlobalOptions options, LocalService service) {
    this.options = options;
    this.service = service;
  }

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > 65535) {
      throw new ParameterException(spec.commandLine(), "--port must be from 0 to 65535");
    }
    Map<String, String> overrides = options.overrides();
    if (opsPort != null) {
      overrides.put("waybill.management.port", opsPort.toString());
    }
    Path directory = data.toAbsolutePath().normalize();
    return service.run(
        new LocalOptions(
            options.home(),
            options.loader().loadLocal(directory, overrides),
            LocalCloudOptions.defaults(directory, port).withDigestInterval(digests.duration()),
            once));
  }
}
