package dev.waybill.local;

import dev.waybill.cli.GlobalOptions;
import dev.waybill.cli.WaybillCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Command line with the commands of this module, whose services are fakes. */
final class LocalShell {
  final List<Object> calls = new ArrayList<>();
  int exitCode;
  private final Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  LocalShell(Path home) {
    this.home = home;
  }

  /** Runs a command with {@code --home} and returns its exit code. */
  int run(String... args) {
    List<String> all = new ArrayList<>(List.of("--home", home.toString()));
    all.addAll(List.of(args));
    GlobalOptions options = new GlobalOptions(Map.of());
    return WaybillCommand.commandLine(
            options, new LocalCommand(options, this::local), new CloudCommand(this::called))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  private int local(LocalOptions options) {
    return called(options);
  }

  private int called(Object with) {
    calls.add(with);
    return exitCode;
  }
}
