package dev.waybill.cli;

import dev.waybill.canary.Canary;
import dev.waybill.record.offline.VerificationFinding;
import dev.waybill.record.offline.VerificationReport;
import dev.waybill.verify.S3Address;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine;

/** Command line with captured output, whose services are fakes. */
final class Shell {
  final Map<String, String> environment = new HashMap<>();
  final List<Object> calls = new ArrayList<>();
  VerificationReport report =
      new VerificationReport(List.of(VerificationFinding.ok("record", "as it should be")), true);
  Canary canary;
  RuntimeException failure;
  int exitCode;
  private final Path home;

  record Result(int exitCode, String out, String err) {}

  Shell(Path home) {
    this.home = home;
  }

  /** Runs with {@code --home}, so that no test reads the working directory's configuration. */
  Result run(String... args) {
    List<String> all = new ArrayList<>(List.of("--home", home.toString()));
    all.addAll(List.of(args));
    return runPlain(all.toArray(String[]::new));
  }

  Result runPlain(String... args) {
    GlobalOptions options = new GlobalOptions(environment);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        WaybillCommand.commandLine(
            options,
            new RunCommand(options, this::service),
            new VerifyCommand(options, this::online),
            new CanaryCommand(options, this::canary),
            new WaiveCommand(options, this::waive),
            new ConfigCommand(options, (home, loaded) -> List.of()));
    int code = line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
    return new Result(code, out.toString(), err.toString());
  }

  private int service(Path directory, Object settings) {
    return called(settings);
  }

  private VerificationReport online(
      Object settings, S3Address address, Path object, PublicKey key) {
    called(address);
    if (key != null) {
      calls.add(key);
    }
    return report;
  }

  private Canary canary(Object settings, Duration within, Consumer<Canary> progress) {
    called(within == null ? "default" : within);
    progress.accept(canary);
    return canary;
  }

  private WaiverService.Judged waive(
      Object settings, S3Address address, WaiverService.Statement statement) {
    called(address);
    String waiver = statement == null ? null : "s3://provenance/waivers/x";
    if (statement != null) {
      calls.add(statement);
    }
    return new WaiverService.Judged("aa", 2, "BUNDLE: is not\u001b JSON", waiver);
  }

  private int called(Object with) {
    calls.add(with);
    if (failure != null) {
      throw failure;
    }
    return exitCode;
  }
}
