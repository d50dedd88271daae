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

/** What a person and a script are told of the audits. */
final class AuditCommandTest {
  private static final LintResult SOUND = new LintResult("sql/audits/S3-01-a.sql", List.of());
  private static final LintResult WRONG =
      new LintResult(
          "sql/audits/S3-02-b.sql",
          List.of(
              new Problem("sql/audits/S3-02-b.sql", 12, 5, "COLUMN_NOT_FOUND: Column 'x'"),
              new Problem("sql/audits/S3-02-b.sql", 4, "severity \"\u001b[2Jlow\" is none")));

  @TempDir Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Given answer = new Given(new QueryEnd.Answered("q", 12_345), List.of());

  @Test
  void what_is_sound_is_ok() {
    assertThat(run(List.of(SOUND), "", "lint")).isZero();
    assertThat(out.toString())
        .startsWith("ok  sql/audits/S3-01-a.sql\n")
        .endsWith("1 files: 0 with problems\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void what_is_wrong_is_told_by_file_line_column_and_reason() {
    assertThat(run(List.of(SOUND, WRONG), "", "lint")).isEqualTo(1);
    assertThat(out.toString())
        .contains("sql/audits/S3-02-b.sql:12:5: COLUMN_NOT_FOUND: Column 'x'\n")
        .contains("sql/audits/S3-02-b.sql:4: severity \"\\u001b[2Jlow\" is none\n")
        .doesNotContain("\u001b");
  }

  @Test
  void without_an_engine_it_says_what_was_not_looked_at() {
    assertThat(run(List.of(SOUND), "there is no engine", "lint")).isEqualTo(3);
    assertThat(err.toString())
        .isEqualTo("only the structure was looked at, no SQL: there is no engine\n");
  }

  @Test
  void something_wrong_outranks_a_missing_engine() {
    assertThat(run(List.of(WRONG), "there is no engine", "lint")).isEqualTo(1);
  }

  @Test
  void json_holds_everything() throws IOException {
    assertThat(run(List.of(SOUND, WRONG), "why", "lint", "--json")).isEqualTo(1);

    JsonNode lint = new ObjectMapper().readTree(out.toString());
    assertThat(lint.path("planned").asBoolean()).isFalse();
    assertThat(lint.path("notPlanned").asText()).isEqualTo("why");
    assertThat(lint.at("/files/0/ok").asBoolean()).isTrue();
    assertThat(lint.at("/files/1/problems/0/line").asInt()).isEqualTo(12);
    assertThat(lint.at("/files/1/problems/0/column").asInt()).isEqualTo(5);
  }

  @Test
  void a_list_has_a_line_an_audit() {
    assertThat(run(List.of(), "", "list")).isZero();
    assertThat(out.toString().lines())
        .hasSizeGreaterThanOrEqualTo(46)
        .contains("S3-01    low             15m  Object call denied");
  }

  @Test
  void an_audit_that_the_service_does_not_run_is_listed_as_off() throws IOException {
    assertThat(run(List.of(), "", "list")).isZero();
    assertThat(out.toString().lines().filter(it -> it.endsWith("  (off)")))
        .singleElement()
        .asString()
        .startsWith("S3-02 ");
  }

  @Test
  void a_list_for_machines_says_what_each_asks() throws IOException {
    assertThat(run(List.of(), "", "list", "--json")).isZero();

    JsonNode first = new ObjectMapper().readTree(out.toString()).path(0);
    assertThat(first.path("id").asText()).isEqualTo("BK-01");
    assertThat(first.path("schedule").asText()).isEqualTo("15m");
    assertThat(first.path("enabled").asBoolean()).isTrue();
    assertThat(first.path("question").asText()).endsWith("?");
    assertThat(first.path("file").asText()).isEqualTo("sql/audits/BK-01-bucket-policy.sql");
  }

  @Test
  void a_catalogue_that_is_none_tells_a_line_a_problem() throws IOException {
    Path audits = Files.createDirectories(home.resolve("sql/audits"));
    Files.writeString(audits.resolve("S3-01-a.sql"), "SELECT 1");

    assertThat(run(List.of(), "", "list")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("waybill audit list: The audits are invalid:\n")
        .contains("\n  sql/audits/S3-01-a.sql:1: \"-- id: …\" is missing or empty\n");
  }

  @Test
  void an_audit_without_rows_is_well_and_tells_its_cost() {
    assertThat(run(List.of(), "", "run", "s3-01")).isZero();

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("S3-01 Object call denied, 2026-11-25T12:00:00Z to 2026-11-26T12:00:00Z")
        .contains("Athena works for 3 s")
        .contains("0 rows, 12,345 bytes scanned (0.000050 USD");
  }

  @Test
  void rows_are_a_finding_and_foreign_text_does_not_steer() {
    answer =
        new Given(
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
  void json_is_a_line_a_row_with_every_column() throws IOException {
    answer =
        new Given(
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
  void an_athena_without_an_answer_is_exit_code_3_with_what_mends_it() {
    answer = new Given(QueryEnd.Cause.OVER_LIMIT.because("too much"), List.of());

    assertThat(run(List.of(), "", "run", "S3-01")).isEqualTo(3);

    assertThat(err.toString())
        .contains("the query would read too much: too much; raise waybill.athena.scan-limit");
  }

  @Test
  void nothing_read_is_told() {
    answer = new Given(new QueryEnd.Answered("q", 0), List.of());

    assertThat(run(List.of(), "", "run", "S3-01")).isZero();
    assertThat(err.toString()).contains("nothing was read");
  }

  @Test
  void a_span_that_is_none_is_wrong_usage() {
    assertThat(run(List.of(), "", "run", "S3-01", "--since", "yesterday")).isEqualTo(2);
    assertThat(err.toString()).contains("--since: \"yesterday\" must be a duration");
  }

  @Test
  void without_a_verb_it_says_which_there_are() {
    assertThat(run(List.of(), "")).isEqualTo(2);
    assertThat(err.toString()).contains("list, lint or run");
  }

  private int run(List<LintResult> files, String notPlanned, String... arguments) {
    GlobalOptions options = new GlobalOptions(Map.of());
    CommandLine line =
        WaybillCommand.commandLine(
            options, new AuditCommand(options, new Told(files, notPlanned, answer)));
    String[] all = new String[arguments.length + 3];
    all[0] = "--home";
    all[1] = home.toString();
    all[2] = "audit";
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(all);
  }

  /** An answer of Athena. */
  private record Given(QueryEnd end, List<Map<String, String>> rows) {}

  /** A lint of which the result is known. */
  private record Told(List<LintResult> files, String notPlanned, Given answer)
      implements AuditService {
    @Override
    public List<Listed> list(Path home, Settings settings) {
      return AuditCatalog.load(home).queries().stream()
          .map(it -> new Listed(it, !it.id().equals("S3-02")))
          .toList();
    }

    @Override
    public Answer ask(Path home, Settings settings, String id, Duration since, Progress progress) {
      AuditQuery query = AuditCatalog.load(home).find(id).orElseThrow();
      progress.asked(query, Window.last(since, Instant.parse("2026-11-26T12:00:00Z")));
      progress.waiting(Duration.ofSeconds(3));
      answer.rows().forEach(progress::row);
      return new Answer(answer.end(), answer.rows().size(), Duration.ofSeconds(4));
    }

    @Override
    public Lint lint(Path home, Settings settings, Consumer<LintResult> heard) {
      files.forEach(heard);
      return new Lint(files, notPlanned);
    }
  }
}
