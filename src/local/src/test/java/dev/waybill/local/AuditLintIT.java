package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.app.AuditCommandRun;
import dev.waybill.audit.catalog.LintResult;
import dev.waybill.audit.catalog.Problem;
import dev.waybill.cli.AuditService.Lint;
import dev.waybill.settings.SettingsLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lint of audits on the engine: the shipped audits are valid, and an audit that Athena would reject
 * or that would mislead is rejected by file, line and reason. One engine start serves all tests.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuditLintIT {
  private static final Path PROJECT = Path.of("").toAbsolutePath();

  private static final String EVENTS = "sql/reconcile/events.sql";

  private static final String ALL_COLUMNS =
      """
      SELECT *
      FROM cloudtrail_s3_events_flattened
      WHERE day BETWEEN {{first.day}} AND {{last.day}}
        AND eventTime >= {{from}}
        AND eventTime < {{until}}
      """;

  private Map<String, List<Problem>> problems = Map.of();
  private Lint lint;

  @BeforeAll
  void lintOriginalsAndMutants(@TempDir Path home) throws IOException {
    copy(PROJECT.resolve("sql/schema"), home.resolve("sql/schema"));
    copy(PROJECT.resolve("sql/audits"), home.resolve("sql/audits"));
    copy(PROJECT.resolve("sql/reconcile"), home.resolve("sql/reconcile"));
    Path events = home.resolve(EVENTS);
    Files.writeString(
        events,
        Files.readString(events)
            .replace("day BETWEEN {{first.day}} AND {{last.day}}", "day >= {{first.day}}"));
    for (Mutant mutant : mutants().toList()) {
      Files.writeString(home.resolve(mutant.file()), mutant.text());
    }
    lint =
        new AuditCommandRun(new EnginePlannerSource())
            .lint(
                home,
                new SettingsLoader(PROJECT, Map.of()).loadWithoutSigning(Map.of()).settings(),
                null,
                checked -> {});
    problems =
        lint.files().stream().collect(Collectors.toMap(LintResult::file, LintResult::problems));
  }

  @Test
  void acceptsEveryShippedScriptAndAudit() {
    assertThat(lint.notPlanned()).isEmpty();
    assertThat(problems)
        .hasSizeGreaterThan(50)
        .allSatisfy(
            (file, found) -> {
              if (!file.startsWith("sql/audits/MX") && !file.equals(EVENTS)) {
                assertThat(found).as(file).isEmpty();
              }
            });
  }

  @Test
  void rejectsReconciliationThatReadsDaysWithoutAnEnd() {
    assertThat(problems.get(EVENTS))
        .singleElement()
        .satisfies(it -> assertThat(it.reason()).contains("cloudtrail_logs has no last day"));
    assertThat(problems).containsKeys("sql/reconcile/summary.sql", "sql/reconcile/verdicts.sql");
  }

  @Test
  void checksOneFileWithoutTheOthers(@TempDir Path folder) throws IOException {
    Path draft = folder.resolve("MX-01-draft.sql");
    Files.writeString(
        draft,
        Files.readString(Mutant.ORIGINAL)
            .replace("id: S3-01", "id: MX-01")
            .replace("object_key,", "object_name,"));
    List<LintResult> heard = new ArrayList<>();

    Lint one =
        new AuditCommandRun(new EnginePlannerSource())
            .lint(
                PROJECT,
                new SettingsLoader(PROJECT, Map.of()).loadWithoutSigning(Map.of()).settings(),
                draft.toString(),
                heard::add);

    assertThat(one.files()).isEqualTo(heard).hasSize(1);
    assertThat(heard.get(0).problems())
        .anySatisfy(it -> assertThat(it.reason()).contains("'object_name' cannot be resolved"));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void rejectsMutantWithFileLineAndReason(Mutant mutant) throws IOException {
    assertThat(problems.get(mutant.file()))
        .as("%s", mutant.file())
        .anySatisfy(
            problem -> {
              assertThat(problem.line()).isEqualTo(mutant.line());
              assertThat(problem.reason()).contains(mutant.reason());
            });
  }

  static Stream<Mutant> mutants() {
    return Stream.of(
        here("postgresql-cast", "eventName AS", "eventName::varchar AS", "mismatched input ':'"),
        here("ilike", "event_category = 'Data'", "event_category ILIKE 'data'", "'ILIKE'"),
        here("regular-expression-operator", "= 'Data'", "~ 'Data'", "mismatched input '~'"),
        here("double-equals", "= 'Data'", "== 'Data'", "mismatched input '='"),
        here("text-in-double-quotes", "= 'Data'", "= \"Data\"", "'data' cannot be resolved"),
        here("name-in-backquotes", "  region\n", "  `region`\n", "backquoted identifiers"),
        here(
            "correlated-subquery",
            "= 'Data'",
            "= (SELECT inner_logs.event_category FROM cloudtrail_s3_events_flattened inner_logs"
                + " WHERE inner_logs.day BETWEEN {{first.day}} AND {{last.day}}"
                + " AND inner_logs.region < cloudtrail_s3_events_flattened.principal LIMIT 2)",
            "correlated subquery"),
        here("unknown-column", "object_key,", "object_name,", "'object_name' cannot be resolved"),
        here(
            "unknown-table",
            "FROM cloudtrail_s3_events_flattened",
            "FROM events",
            "does not exist"),
        here("unknown-function", "object_key,", "lcase(object_key) AS object_key,", "'lcase' not"),
        here("wrong-arity", "object_key,", "substr(object_key) AS object_key,", "Unexpected"),
        here("unknown-type", "object_key,", "CAST(object_key AS text) AS object_key,", "text"),
        here("number-is-no-text", "= 'Data'", "= 1", "Cannot apply operator"),
        here(
            "time-compared-with-a-text",
            "eventTime >= {{from}}",
            "eventTime >= {{first.day}} AND eventTime >= {{from}}",
            "Cannot apply operator"),
        here(
            "interval-in-one-text",
            "eventTime >= {{from}}",
            "eventTime >= {{from}} - INTERVAL '1 day'",
            "INTERVAL"),
        here(
            "offset-before-a-comma",
            "ORDER BY event_time, event_id",
            "ORDER BY event_time LIMIT 10, 20",
            "mismatched input ','"),
        here("distinct-on", "SELECT DISTINCT\n", "SELECT DISTINCT ON (event_id)\n", "mismatched"),
        here("not-grouped", "AS event_time,", "AS event_time, count(*) AS calls,", "an aggregate"),
        here(
            "two-statements",
            "ORDER BY event_time, event_id",
            "; DROP TABLE cloudtrail_logs",
            "a second statement"),
        here("unknown-placeholder", "= 'Data'", "= {{category}}", "unknown placeholder"),
        here("placeholder-in-quotes", "= 'Data'", "= '{{trail}}'", "within quotes"),
        here("includes-the-end", "eventTime < {{until}}", "eventTime <= {{until}}", "< {{until}}"),
        sql("delete", "SELECT DISTINCT\n", "DELETE\n", "is not a SELECT"),
        sql(
            "no-day", "day BETWEEN {{first.day}} AND {{last.day}}",
            "{{first.day}} <= {{last.day}}", "has no first and last day"),
        sql(
            "no-last-day", "day BETWEEN {{first.day}} AND {{last.day}}",
            "day >= {{first.day}} AND {{last.day}} <> ''", "has no last day"),
        sql(
            "no-first-day", "day BETWEEN {{first.day}} AND {{last.day}}",
            "day <= {{last.day}} AND {{first.day}} <> ''", "has no first day"),
        sql(
            "function-around-the-day", "day BETWEEN {{first.day}} AND {{last.day}}",
            "concat(day, '') BETWEEN {{first.day}} AND {{last.day}}", "has no first and last day"),
        sql(
            "day-or-something-else", "day BETWEEN {{first.day}} AND {{last.day}}",
            "(day BETWEEN {{first.day}} AND {{last.day}} OR account = '1')", "has no first"),
        sql(
            "one-of-two-readings-without-a-day", "AND event_category = 'Data'",
            "AND event_id IN (SELECT event_id FROM cloudtrail_management_events)", "has no first"),
        header("all-columns", rest("SELECT"), ALL_COLUMNS, "columns, but 12 are declared"),
        header(
            "declared-type-is-another",
            "event_name varchar",
            "event_name bigint",
            "event_name is varchar, declared is bigint"),
        header(
            "declared-time-is-zoned",
            "event_id varchar",
            "event_id timestamp(3)",
            "event_id is varchar, declared is timestamp(3)"),
        header(
            "columns-in-another-order",
            "  source_ip,\n  user_agent,",
            "  user_agent,\n  source_ip,",
            "of the SQL is user_agent, declared is source_ip"),
        header("column-is-not-selected", "  user_agent,\n", "", "returns 11 columns, but 12 are"),
        header(
            "column-has-another-name",
            "eventName AS event_name",
            "eventName AS event",
            "column 3 of the SQL is event, declared is event_name"));
  }

  /** Returns the original text from a string on. */
  private static String rest(String from) {
    try {
      String original = Files.readString(Mutant.ORIGINAL);
      return original.substring(original.indexOf(from));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Mutant here(String slug, String from, String to, String reason) {
    return new Mutant(slug, from, to, Place.HERE, reason);
  }

  private static Mutant sql(String slug, String from, String to, String reason) {
    return new Mutant(slug, from, to, Place.SQL, reason);
  }

  private static Mutant header(String slug, String from, String to, String reason) {
    return new Mutant(slug, from, to, Place.COLUMNS, reason);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** Place at which a problem is reported. */
  private enum Place {
    HERE,
    SQL,
    COLUMNS
  }

  /** Shipped audit with one change. */
  private record Mutant(String slug, String from, String to, Place place, String reason) {
    private static final Path ORIGINAL = PROJECT.resolve("sql/audits/S3-01-denied-calls.sql");

    String file() {
      return "sql/audits/" + id() + "-" + slug + ".sql";
    }

    private String id() {
      return "MX-" + (10_000 + Math.abs(slug.hashCode() % 10_000));
    }

    String text() throws IOException {
      String original = Files.readString(ORIGINAL);
      assertThat(original).contains(from);
      int at = original.indexOf(from);
      String mutated = original.substring(0, at) + to + original.substring(at + from.length());
      return mutated.replace("id: S3-01", "id: " + id());
    }

    int line() throws IOException {
      String text = text();
      int at =
          switch (place) {
            case HERE -> text.indexOf(to);
            case SQL -> text.indexOf(slug.equals("delete") ? "DELETE" : "SELECT");
            case COLUMNS -> text.indexOf("-- columns:");
          };
      return (int) text.substring(0, at).chars().filter(it -> it == '\n').count() + 1;
    }

    @Override
    public String toString() {
      return slug;
    }
  }
}
