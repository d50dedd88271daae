package dev.waybill.audit.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.alert.Severity;
import dev.waybill.app.AuditCommandRun;
import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.catalog.DeploymentValues;
import dev.waybill.audit.catalog.PlannerSource;
import dev.waybill.cli.AuditService.Listed;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SettingsLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings {@code waybill.audit.<id>.*} applied to the catalogue. */
final class TunedAuditsTest {
  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final Window DAY =
      Window.last(Duration.ofDays(1), Instant.parse("2026-11-26T12:00:00Z"));

  private static Settings settings(Map<String, String> environment) {
    return new SettingsLoader(HOME, environment).loadWithoutSigning(Map.of()).settings();
  }

  private static TunedAudits audits(Settings settings) {
    return new TunedAudits(
        AuditCatalog.load(HOME),
        settings.auditRuns().tunings(),
        DeploymentValues.of(settings, "000000000000"));
  }

  @Test
  void settingsOverrideValuesOfTheFile() {
    TunedAudits audits =
        audits(
            settings(
                Map.of(
                    "WAYBILL_AUDIT_S3_04_SCHEDULE", "30s",
                    "WAYBILL_AUDIT_S3_04_SEVERITY", "critical",
                    "WAYBILL_AUDIT_ID_05_PARAMETERS_EXEMPT", "it's-a-device")));

    AuditQuery reads = audits.query("S3-04");
    assertThat(reads.schedule()).isEqualTo(Duration.ofSeconds(30));
    assertThat(reads.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(audits.sql(audits.query("ID-05"), DAY)).contains("'it''s-a-device'");
  }

  @Test
  void disabledAuditIsNotRunAndIsListedAsOff() {
    Settings settings = settings(Map.of("WAYBILL_AUDIT_S3_04_ENABLED", "false"));

    assertThat(audits(settings).queries()).extracting(AuditQuery::id).doesNotContain("S3-04");
    assertThat(new AuditCommandRun(PlannerSource.NONE).list(HOME, settings))
        .filteredOn(it -> !it.enabled())
        .extracting(it -> it.query().id())
        .containsExactly("S3-04");
  }

  @Test
  void listsEveryAuditAsOffWhenAuditsAreOff() {
    List<Listed> audits =
        new AuditCommandRun(PlannerSource.NONE)
            .list(HOME, settings(Map.of("WAYBILL_AUDIT_ENABLED", "false")));

    assertThat(audits).isNotEmpty().noneMatch(Listed::enabled);
  }

  @ParameterizedTest
  @CsvSource({
    "WAYBILL_AUDIT_S3_4_SCHEDULE, 5m, waybill.audit.S3-4: there is no audit S3-4",
    "WAYBILL_AUDIT_ID_05_PARAMETERS_EXEMPTS, x, waybill.audit.ID-05.parameters.exempts: sql/audits/",
    "WAYBILL_AUDIT_S3_01_PARAMETERS_X, x, waybill.audit.S3-01.parameters.x: sql/audits/",
  })
  void rejectsSettingForUnknownAuditOrParameterByItsKey(
      String variable, String value, String words) {
    Settings settings = settings(Map.of(variable, value));

    assertThatThrownBy(() -> new AuditCommandRun(PlannerSource.NONE).list(HOME, settings))
        .isInstanceOf(InvalidTuningException.class)
        .hasMessageStartingWith(words);
  }
}
