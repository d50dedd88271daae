package dev.waybill.audit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of {@code defects}, each rejected for the defect that it is named after. */
final class DefectiveAuditTest {
  private static final Path DEFECTS =
      Path.of("src/service/src/test/resources/dev/waybill/audit/catalog/defects");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "S3-01-unknown-key.sql | 2 | unknown key \"priority\"; there are [columns,",
        "S3-01-key-is-missing.sql | 1 | \"-- response: …\" is missing or empty",
        "S3-01-key-is-empty.sql | 2 | \"-- title: …\" is missing or empty",
        "S3-01-key-is-there-twice.sql | 5 | severity is already in line 4",
        "S3-01-line-is-no-key.sql | 2 | is not \"-- key: value\" or",
        "S3-01-unknown-severity.sql | 4 | severity \"severe\" is not one of [informational, low,",
        "S3-01-tactics-are-missing.sql | 1 | \"-- tactics: …\" is missing or empty",
        "S3-01-unknown-tactic.sql | 17 | tactic \"exfil\" is not one of ATT&CK 19: reconnaissance,",
        "S3-01-tactic-of-an-older-version.sql | 17 | split defense evasion into stealth and",
        "S3-01-tactic-in-upper-case.sql | 17 | tactic \"Impact\" is not one of ATT&CK 19",
        "S3-01-tactic-is-there-twice.sql | 17 | impact occurs twice in tactics",
        "S3-01-tactic-beside-none.sql | 17 | tactic \"none\" is not one of ATT&CK 19",
        "S3-01-schedule-below-a-minute.sql | 6 | \"30s\" is not a duration from 1m to 31d",
        "S3-01-schedule-is-no-span.sql | 6 | \"every hour\" is not a duration",
        "S3-01-window-of-years.sql | 7 | \"400d\" is not a duration",
        "S3-01-row-names-no-column.sql | 11 | row names eventid, which is not one of the columns",
        "S3-01-incident-names-no-column.sql | 12 | incident names user,",
        "S3-01-resource-names-no-column.sql | 13 | resource names bucket,",
        "S3-01-message-names-no-column.sql | 14 | message names who,",
        "S3-01-message-with-a-stray-brace.sql | 14 | message has a brace that is not around",
        "S3-01-column-without-a-type.sql | 9 | \"principal \" is not a lower-case column name",
        "S3-01-column-in-upper-case.sql | 9 | \"Principal varchar\" is not a lower-case column name",
        "S3-01-column-is-there-twice.sql | 9 | principal occurs twice in columns",
        "S3-01-no-event-time.sql | 9 | the column event_time",
        "S3-01-event-time-is-a-text.sql | 9 | event_time is varchar and not timestamp(3)",
        "S3-01-parameter-without-a-type.sql | 8 | \"least = 1\" is not \"name type = default\"",
        "S3-01-parameter-of-another-type.sql | 8 | least = \"few\" is not a whole number",
        "S3-01-parameter-named-like-the-deployment.sql | 8 | \"trail\" is filled in from the",
        "S3-01-parameter-is-not-used.sql | 8 | the SQL does not use the parameter least",
        "S3-01-unknown-placeholder.sql | 23:21 | unknown placeholder {{bucket}}; there are [",
        "S3-01-placeholder-within-quotes.sql | 23:22 | cannot be within quotes or a comment",
        "S3-01-placeholder-within-a-comment.sql | 19:19 | cannot be within quotes or a comment",
        "S3-01-placeholder-does-not-end.sql | 23:21 | {{ is not a placeholder like {{from}}",
        "S3-01-does-not-bound-the-day.sql | 18:1 | does not bound events by {{last.day}}",
        "S3-01-does-not-bound-the-time.sql | 18:1 | does not bound events by {{until}}",
        "S3-01-two-statements.sql | 26:1 | a second statement; only one is allowed",
        "S3-01-is-a-delete.sql | 18:1 | is not a SELECT",
        "S3-01-quote-does-not-end.sql | 23:39 | a quote or comment begins here and does not",
        "S3-01-comment-does-not-end.sql | 19:13 | a quote or comment begins here and does",
        "denied-id-is-none.sql | 1 | id \"denied\" is not of the form S3-01",
        "S3-03-id-of-another-file.sql | 1 | the file name is not S3-02-<a-few-words>.sql",
        "S3-01 Denied.sql | 1 | the file name is not S3-01-<a-few-words>.sql",
        "S3-01-no-header.sql | 1 | \"-- id: …\" is missing or empty",
        "S3-01-empty.sql | 1 | \"-- columns: …\" is missing or empty"
      })
  void rejectsDefectByNameLineAndReason(String name, String place, String reason)
      throws IOException {
    assertThat(problems(name))
        .map(Problem::toString)
        .anyMatch(
            it -> it.startsWith("sql/audits/" + name + ":" + place + ": ") && it.contains(reason));
  }

  /** Ensures that the other tests do not pass because of a defect that all files share. */
  @Test
  void acceptsTheFileThatTheDefectsAreDerivedFrom() throws IOException {
    assertThat(problems("S3-01-sound.sql")).isEmpty();
  }

  @Test
  void reportsOneProblemForOneDefect() throws IOException {
    assertThat(problems("S3-01-unknown-severity.sql")).hasSize(1);
    assertThat(problems("S3-01-two-statements.sql")).hasSize(1);
    assertThat(problems("S3-01-row-names-no-column.sql")).hasSize(1);
  }

  @Test
  void reportsAllProblemsOfAllFilesAtOnce() throws IOException {
    List<Problem> problems = new ArrayList<>();
    AuditCatalog.read(
        Map.of(
            "sql/audits/S3-01-a.sql", read("S3-01-unknown-severity.sql"),
            "sql/audits/S3-01-b.sql", read("S3-01-two-statements.sql").replace("resource:", "re:")),
        problems);

    assertThat(problems).extracting(Problem::file).contains("sql/audits/S3-01-a.sql");
    assertThat(problems).filteredOn(it -> it.file().endsWith("b.sql")).hasSize(3);
  }

  @Test
  void duplicateIdNamesTheOtherFile() throws IOException {
    List<Problem> problems = new ArrayList<>();
    String sound = read("S3-01-sound.sql");
    AuditCatalog.read(
        new TreeMap<>(Map.of("sql/audits/S3-01-a.sql", sound, "sql/audits/S3-01-b.sql", sound)),
        problems);

    assertThat(problems)
        .map(Problem::toString)
        .containsExactly(
            "sql/audits/S3-01-b.sql:1: id S3-01 is also used by sql/audits/S3-01-a.sql");
  }

  @Test
  void everyDefectiveFileHasATest() throws Exception {
    Set<String> listed = new TreeSet<>();
    for (String row :
        DefectiveAuditTest.class
            .getDeclaredMethod(
                "rejectsDefectByNameLineAndReason", String.class, String.class, String.class)
            .getAnnotation(CsvSource.class)
            .value()) {
      listed.add(row.substring(0, row.indexOf('|')).strip());
    }
    listed.add("S3-01-sound.sql");

    try (Stream<Path> files = Files.list(DEFECTS)) {
      assertThat(files.map(it -> it.getFileName().toString())).hasSameElementsAs(listed);
    }
  }

  private static List<Problem> problems(String name) throws IOException {
    List<Problem> problems = new ArrayList<>();
    AuditCatalog.read(Map.of("sql/audits/" + name, read(name)), problems);
    return problems;
  }

  private static String read(String name) throws IOException {
    return Files.readString(DEFECTS.resolve(name));
  }
}
