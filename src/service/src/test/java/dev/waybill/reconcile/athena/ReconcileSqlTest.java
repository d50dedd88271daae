package dev.waybill.reconcile.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.audit.Window;
import dev.waybill.reconcile.ReconcilePolicy;
import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.athena.ReconcileSql.SqlRun;
import dev.waybill.reconcile.athena.ReconcileSql.Statement;
import dev.waybill.settings.RawSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReconcileSqlTest {
  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
  private static final Map<String, String> DEPLOYMENT =
      Map.of(
          "raw.bucket", "raw",
          "incoming", "incoming/",
          "processed", "processed/",
          "test", "test/",
          "provenance.bucket", "prov",
          "account", "111122223333",
          "service.role", "it's");

  @TempDir Path folder;

  private static String bind(Statement statement) {
    return ReconcileSql.read(HOME)
        .bind(
            statement,
            new SqlRun("r'1", "o1", Window.last(Duration.ofDays(1), NOW)),
            new ReconcilePolicy(
                new RawSettings("raw", "incoming/", "processed/", "test/"), List.of()),
            DEPLOYMENT);
  }

  private static String text(String name) {
    try {
      return Files.readString(HOME.resolve("sql/reconcile").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void bindsEveryPlaceholderAsALiteral(Statement statement) {
    assertThat(bind(statement)).doesNotContain("{{", "}}").contains("'r''1'");
  }

  @Test
  void summaryContainsVerdictsAndSources() {
    assertThat(bind(Statement.SUMMARY)).contains(bind(Statement.SOURCES).strip(), "AS decision");
    assertThat(bind(Statement.VERDICTS)).contains(bind(Statement.SOURCES).strip(), "'it''s'");
  }

  @Test
  void everyVerdictOfTheProcessIsInTheStatement() {
    String sql = text("verdicts.sql");
    for (ReconcileVerdict verdict : ReconcileVerdict.values()) {
      assertThat(sql).contains("'" + verdict.label() + "'");
    }
  }

  /** The process judges the events of one file, and SQL those of another. */
  @Test
  void verdictsSelectTheEventsOfTheProcess() {
    String events = text("events.sql").replaceAll("\\s+", " ");
    String verdicts = text("verdicts.sql").replaceAll("\\s+", " ");
    int names = events.indexOf("'PutObject', 'CopyObject'");
    assertThat(verdicts).contains(events.substring(names, events.indexOf(")", names)));
    int actor = events.indexOf("coalesce( role_arn");
    assertThat(verdicts).contains(events.substring(actor, events.indexOf("THEN 'service'")));
    assertThat(verdicts)
        .contains("user_type = 'AWSService' AND invoked_by IN ('s3.amazonaws.com',")
        .contains("starts_with(object_key, 'records/')");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sources", "verdicts", "summary"})
  void namesTheFileThatIsMissing(String missing) throws IOException {
    Path copy = Files.createDirectories(folder.resolve("sql/reconcile"));
    for (String name : List.of("events", "sources", "verdicts", "summary")) {
      if (!name.equals(missing)) {
        Files.writeString(copy.resolve(name + ".sql"), text(name + ".sql"));
      }
    }

    assertThatThrownBy(() -> ReconcileSql.read(folder))
        .hasMessageContaining("sql/reconcile/" + missing + ".sql is missing");
  }
}
