package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.reconcile.ReconcileSums;
import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.reconcile.athena.ReconcileSql.Statement;
import dev.waybill.reconcile.report.ReconcileReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import software.amazon.awssdk.core.exception.SdkClientException;

final class ReconcileCommandTest {
  @TempDir Path home;
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  private final List<Duration> spans = new ArrayList<>();
  private final List<String> engines = new ArrayList<>();
  private Map<ReconcileVerdict, Long> counts = Map.of(ReconcileVerdict.DESTROYED, 2L);
  private List<String> problems = List.of();
  private @Nullable RuntimeException failure;

  private ReconcileReport report(Duration since) {
    spans.add(since);
    if (failure != null) {
      throw failure;
    }
    long union = counts.values().stream().mapToLong(Long::longValue).sum();
    return new ReconcileReport(
        "raw",
        new Reconciliation(
            Instant.EPOCH,
            counts,
            0,
            new ReconcileSums(union, union, 0, union, 0),
            List.of(),
            problems,
            Map.of()));
  }

  private final class Answers implements ReconcileService {
    @Override
    public ReconcileReport reconcile(ReconcileRequest request) {
      engines.add(request.engine() + " " + request.inventory());
      return report(request.since());
    }

    @Override
    public String statement(ReconcileRequest request, Statement statement) {
      engines.add(request.engine() + " " + request.inventory());
      return "SELECT '" + statement + "'\n";
    }
  }

  private Shell.Result run(String... args) {
    GlobalOptions options = new GlobalOptions(Map.of());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        WaybillCommand.commandLine(options, new ReconcileCommand(options, new Answers(), raw));
    List<String> all = new ArrayList<>(List.of("--home", home.toString(), "reconcile"));
    all.addAll(List.of(args));
    int code =
        line.setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Shell.Result(code, out.toString(), err.toString());
  }

  @Test
  void exitsWith0WhenEverythingIsExplained() {
    assertThat(run()).isEqualTo(new Shell.Result(0, "", ""));

    assertThat(raw.toString(StandardCharsets.UTF_8)).contains("2 known = 2 destroyed\n");
    assertThat(spans).containsExactly(Duration.ofDays(7));
  }

  @Test
  void exitsWith1WhenAVersionHasNoExplanation() {
    counts = Map.of(ReconcileVerdict.APPEARED, 1L);

    assertThat(run().exitCode()).isEqualTo(1);
  }

  @Test
  void exitsWith3AndNamesTheSourceThatIsIncomplete() {
    counts = Map.of(ReconcileVerdict.APPEARED, 1L);
    problems = List.of("listing of s3://raw/: incomplete: 503");

    assertThat(run().exitCode()).isEqualTo(3);
    assertThat(raw.toString(StandardCharsets.UTF_8))
        .contains("NO VERDICT", problems.get(0))
        .doesNotContain("appeared");
  }

  @Test
  void exitsWith3WhenAwsCannotBeReached() {
    failure = SdkClientException.create("connection refused");

    Shell.Result result = run("--json");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains("AWS cannot be reached", "connection refused");
    assertThat(raw.size()).isZero();
  }

  @Test
  void writesJsonToAFile() throws IOException {
    Path file = home.resolve("report.json");

    assertThat(run("--json", "--since", "30d", "-o", file.toString()))
        .isEqualTo(new Shell.Result(0, "", ""));

    assertThat(Files.readString(file)).startsWith("{").contains("\"known\" : 2");
    assertThat(spans).containsExactly(Duration.ofDays(30));
  }

  @Test
  void writesHtmlToStandardOutput() {
    assertThat(run("--html").exitCode()).isZero();

    assertThat(raw.toString(StandardCharsets.UTF_8)).startsWith("<!DOCTYPE html>");
    assertThat(run("--html", "--json").exitCode()).isEqualTo(2);
  }

  @Test
  void joinsInProcessUnlessAthenaIsAskedFor() {
    assertThat(run().exitCode()).isZero();
    assertThat(run("--engine", "athena").exitCode()).isZero();
    assertThat(run("--engine", "athena", "--inventory", "live").exitCode()).isZero();
    assertThat(run("--engine=athena", "--inventory=2026-11-29-01-00").exitCode()).isZero();

    assertThat(engines)
        .containsExactly("PROCESS null", "ATHENA null", "ATHENA live", "ATHENA 2026-11-29-01-00");
  }

  @Test
  void printsStatementInsteadOfRunningIt() {
    assertThat(run("--engine=athena", "--print-sql=verdicts").exitCode()).isZero();

    assertThat(raw.toString(StandardCharsets.UTF_8)).isEqualTo("SELECT 'VERDICTS'\n");
    assertThat(spans).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-11-29", "LIVE", "2026-13-01-00-00", "x\u001b"})
  void rejectsInventoryWithoutATime(String name) {
    Shell.Result result = run("--engine=athena", "--inventory=" + name);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--inventory must be live").doesNotContain("\u001b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--since=1",
        "--since=1m",
        "--since=x\u001b",
        "--nonsense",
        "a",
        "--engine=ATHENA",
        "--engine=trino",
        "--inventory=live",
        "--print-sql=verdicts",
        "--print-sql=x"
      })
  void rejectsWrongUsageWithExitCode2(String argument) {
    Shell.Result result = run(argument);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).isNotEmpty().doesNotContain("\u001b", "\tat ");
    assertThat(spans).isEmpty();
  }
}
