package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.catalog.LintResult;
import dev.waybill.audit.catalog.Problem;
import dev.waybill.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class AuditCommandTest {
  private static final LintResult VALID = new LintResult("sql/audits/S3-01-a.sql", List.of());
  private static final LintResult INVALID =
      new LintResult(
          "sql/audits/S3-02-b.sql",
          List.of(
              new Problem("sql/audits/S3-02-b.sql", 12, 5, "COLUMN_NOT_FOUND: Column 'x'"),
              new Problem("sql/audits/S3-02-b.sql", 4, "severity \"\u001b[2Jlow\" is none")));

  @TempDir Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private AthenaAnswer answer = new AthenaAnswer(new QueryEnd.Answered("q", 12_345), List.of());

  @Test
  void printsOkForFileWithoutProblems() {
    assertThat(run(List.of(VALID), "", "lint")).isZero();
    assertThat(out.toString())
        .startsWith("ok  sql/audits/S3-01-a.sql\n")
        .endsWith("1 file: 0 with problems\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void checksOnlyTheNamedAudit() {
    assertThat(run(List.of(VALID, INVALID), "", "lint", "S3-01")).isZero();
    assertThat(out.toString()).isEqualTo("ok  sql/audits/S3-01-a.sql\n\n1 file: 0 with problems\n");
  }

  @Test
  void printsProblemWithFileLineColumnAndReason() {
    assertThat(run(List.of(VALID, INVALID), "", "lint")).isEqualTo(1);
    assertThat(out.toString())
        .contains("sql/audits/S3-02-b.sql:12:5: COLUMN_NOT_FOUND: Column 'x'\n")
        .contains("sql/audits/S3-02-b.sql:4: severity \"\\u001b[2Jlow\" is none\n")
        .doesNotContain("\u001b");
  }

  @Test
  void reportsUnplannedSqlWithoutAnEngine() {
    assertThat(run(List.of(VALID), "there is no engine", "lint")).isEqualTo(3);
    assertThat(err.toString())
        .isEqualTo("only the structure was checked, no SQL: there is no engine\n");
  }

  @Test
  void prefersExitCodeOfProblemsOverMissingEngine() {
    assertThat(run(List.of(INVALID), "there is no engine", "lint")).isEqualTo(1);
  }

  @Test
  void printsCompleteLintAsJson() throws IOException {
    assertThat(run(List.of(VALID, INVALID), "why", "lint", "--json")).isEqualTo(1);

    JsonNode lint = new ObjectMapper().readTree(out.toString());
    assertThat(lint.path("planned").asBoolean()).isFalse();
    assertThat(lint.path("notPlanned").asText()).isEqualTo("why");
    assertThat(lint.at("/files/0/ok").asBoolean()).isTrue();
    assertThat(lint.at("/files/1/problems/0/line").asInt()).isEqualTo(12);
    assertThat(lint.at("/files/1/problems/0/column").asInt()).isEqualTo(5);
  }

  @Test
  void listsOneLinePerAudit() {
    assertThat(run(List.of(), "", "list")).isZero();
    assertThat(out.toString().lines())
        .hasSizeGreaterThanOrEqualTo(46)
        .contains("S3-01    low             15m  discovery             Object call denied");
  }

  @Test
  void marksDisabledAuditAsOff() throws IOException {
    assertThat(run(List.of(), "", "list")).isZero();
    assertThat(out.toString().lines().filter(it -> it.endsWith("  (off)")))
        .singleElement()
        .asString()
        .startsWith("S3-02 ");
  }

  @Test
  void listsAuditsAsJson() throws IOException {
    assertThat(run(List.of(), "", "list", "--json")).isZero();

    JsonNode first = new ObjectMapper().readTree(out.toString()).path(0);
    assertThat(first.path("id").asText()).isEqualTo("BK-01");
    assertThat(first.path("schedule").asText()).isEqualTo("15m");
    assertThat(first.path("enabled").asBoolean()).isTrue();
    assertThat(first.path("question").asText()).endsWith("?");
    assertThat(first.path("file").asText()).isEqualTo("sql/audits/BK-01-bucket-policy.sql");
  }

  @Test
  void printsOneLinePerProblemOfAnInvalidCatalogue() throws IOException {
    Path audits = Files.createDirectories(home.resolve("sql/audits"));
    Files.writeString(audits.resolve("S3-01-a.sql"), "SELECT 1");

    assertThat(run(List.of(), "", "list")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("waybill audit list: The audits are invalid:\n")
        .contains("\n  sql/audits/S3-01-a.sql:1: \"-- id: …\" is missing or empty\n");
  }

  @Test
  void succeedsWithoutRowsAndPrintsCost() {
    assertThat(run(List.of(), "", "run", "s3-01")).isZero();

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("S3-01 Object call denied, 2026-11-25T12:00:00Z to 2026-11-26T12:00:00Z")
        .contains("Athena has been running for 3 s")
        .contains("0 rows, 12,345 bytes scanned (0.000050 USD");
  }

  @Test
  void reportsRowsAsFindingWithUntrustedInputEscaped() {
    answer =
        new AthenaAnswer(
            new QueryEnd.Answered("q", 1),
            List.of(Map.of("principal", "\u001b[2Jalice\nbob", "event_name", "x".repeat(99))));

    assertThat(run(List.of(), "", "run", "S3-01", "--since", "90m")).isEqualTo(1);

    assertThat(out.toString())
        .contains("\\u001b[2Jalice\\u000abob")
        .contains("x".repeat(59) + "…")
        .doesNotContain("\u001b");
    assertThat(err.toString()).contains("2026-11-26T10:30:00Z").contains("1 rows");
  }

  @Test
  void printsOneJsonLinePerRowWithEveryColumn() throws IOException {
    answer =
        new AthenaAnswer(
            new QueryEnd.Answered("q", 1),
            List.of(Map.of("principal", "a"), Map.of("principal", "b\n")));

    assertThat(run(List.of(), "", "run", "S3-01", "--json")).isEqualTo(1);

    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode second = new ObjectMapper().readTree(lines.get(1));
    assertThat(second.path("principal").asText()).isEqualTo("b\n");
    assertThat(second.path("event_time").isNull()).isTrue();
  }

  @Test
  void exitsWith3AndPrintsFixWhenAthenaDoesNotAnswer() {
    answer = new AthenaAnswer(QueryEnd.Cause.OVER_LIMIT.because("too much"), List.of());

    assertThat(run(List.of(), "", "run", "S3-01")).isEqualTo(3);

    assertThat(err.toString())
        .contains("the query would read too much: too much; raise waybill.athena.scan-limit");
  }

  @Test
  void reportsWhenNothingWasRead() {
    answer = new AthenaAnswer(new QueryEnd.Answered("q", 0), List.of());

    assertThat(run(List.of(), "", "run", "S3-01")).isZero();
    assertThat(err.toString()).contains("nothing was read");
  }

  @Test
  void rejectsInvalidSince() {
    assertThat(run(List.of(), "", "run", "S3-01", "--since", "yesterday")).isEqualTo(2);
    assertThat(err.toString()).contains("--since: \"yesterday\" must be a duration");
  }

  @Test
  void namesSubcommandsWhenNoneIsGiven() {
    assertThat(run(List.of(), "")).isEqualTo(2);
    assertThat(err.toString()).contains("list, lint or run");
  }

  private int run(List<LintResult> files, String notPlanned, String... arguments) {
    GlobalOptions options = new GlobalOptions(Map.of());
    CommandLine line =
        WaybillCommand.commandLine(
            options, new AuditCommand(options, new FakeAuditService(files, notPlanned, answer)));
    String[] all = new String[arguments.length + 3];
    all[0] = "--home";
    all[1] = home.toString();
    all[2] = "audit";
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(all);
  }

  /** Answer of Athena. */
  private record AthenaAnswer(QueryEnd end, List<Map<String, String>> rows) {}

  /** Service with fixed results. */
  private record FakeAuditService(List<LintResult> files, String notPlanned, AthenaAnswer answer)
      implements AuditService {
    @Override
    public List<Listed> list(Path home, Settings settings) {
      return AuditCatalog.load(home).queries().stream()
          .map(it -> new Listed(it, !it.id().equals("S3-02")))
          .toList();
    }

    @Override
    public Answer run(Path home, Settings settings, String id, Duration since, Progress progress) {
      AuditQuery query = AuditCatalog.load(home).find(id).orElseThrow();
      progress.started(query, Window.last(since, Instant.parse("2026-11-26T12:00:00Z")));
      progress.running(Duration.ofSeconds(3));
      answer.rows().forEach(progress::row);
      return new Answer(answer.end(), answer.rows().size(), Duration.ofSeconds(4));
    }

    @Override
    public Lint lint(Path home, Settings settings, String only, Consumer<LintResult> listener) {
      List<LintResult> named =
          files.stream().filter(it -> only == null || it.file().contains(only)).toList();
      named.forEach(listener);
      return new Lint(named, notPlanned);
    }
  }
}
