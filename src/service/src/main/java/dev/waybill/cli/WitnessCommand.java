package dev.waybill.cli;

import dev.waybill.record.offline.EscapedText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command {@code waybill witness}. */
@Command(
    name = "witness",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a witness of transparency logs (C2SP tlog-witness): it cosigns checkpoints that only"
          + " append to the one before, so that a log cannot be rolled back or forked unseen. Run"
          + " it in another account than the log's. It needs no settings, and AWS only for a state"
          + " in S3."
    })
public final class WitnessCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;

  private final WitnessService service;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      required = true,
      description =
          "File with the vkeys of the logs to witness, one a line, or a C2SP tlog-policy. Can be"
              + " repeated.")
  private List<Path> logs = new ArrayList<>();

  @Option(
      names = "--state",
      paramLabel = "PLACE",
      description =
          "Folder, or s3://BUCKET/PREFIX, with the latest checkpoint of each log (default:"
              + " data/witness). Nobody else may be able to write there.")
  private String state = "data/witness";

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description =
          "File with the private keys; it is created with new keys when it does not exist (default:"
              + " witness.keys in the folder). Required for a state in S3.")
  @Nullable
  private Path keys;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "Name of new keys, such as witness.example.org/w1 (default: witness. and the name of the"
              + " host).")
  @Nullable
  private String name;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      description =
          "Address to listen on, such as 0.0.0.0 for every interface (default: 127.0.0.1). Requests"
              + " need no password.")
  private String listen = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port, 0 for any that is free (default: 8090).")
  private int port = 8090;

  @Spec private CommandSpec spec = CommandSpec.create();

  public WitnessCommand(WitnessService service) {
    this.service = service;
  }

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > MAX_PORT) {
      throw new ParameterException(spec.commandLine(), "--port: must be from 0 to " + MAX_PORT);
    }
    service.run(new WitnessOptions(logs, state, keys, name, listen, port), this::print);
    return ExitCode.SUCCESS;
  }

  private void print(WitnessStart start) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("witness  " + EscapedText.of(start.name()) + "  " + start.url());
    out.println("state    " + EscapedText.of(start.state()));
    start.logs().forEach(log -> out.println("log      " + EscapedText.of(log)));
    start.keys().forEach(key -> out.println("vkey     " + key));
    out.flush();
  }
}
