package dev.waybill.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which keys make up which record. */
final class SettingGroups {
  private SettingGroups() {}

  static RawSettings raw(SettingValues values) {
    return new RawSettings(
        values.get(Keys.RAW_BUCKET),
        values.get(Keys.RAW_INCOMING),
        values.get(Keys.RAW_PROCESSED),
        values.get(Keys.RAW_TEST));
  }

  static ProvenanceSettings provenance(SettingValues values) {
    return new ProvenanceSettings(
        values.get(Keys.PROVENANCE_BUCKET),
        values.get(Keys.PROVENANCE_RETENTION),
        values.get(Keys.PROVENANCE_RETENTION_MODE));
  }

  static QueueSettings queue(SettingValues values) {
    return new QueueSettings(
        values.get(Keys.QUEUE),
        values.get(Keys.DEAD_LETTER_QUEUE),
        values.get(Keys.IN_FLIGHT),
        values.get(Keys.WORKERS),
        values.get(Keys.VISIBILITY),
        values.get(Keys.POLL_WAIT));
  }

  static PromotionSettings promotion(SettingValues values) {
    return new PromotionSettings(
        values.get(Keys.SINGLE_COPY_LIMIT),
        values.get(Keys.PART_SIZE),
        values.get(Keys.PARALLEL_PARTS));
  }

  static SigningSettings signing(SettingValues values, Path home) {
    return new SigningSettings(
        home.resolve(values.get(Keys.KEYSTORE)),
        values.get(Keys.KEYSTORE_PASSWORD),
        values.get(Keys.KEY_ALIAS));
  }

  static AuditSettings audit(SettingValues values) {
    return new AuditSettings(
        values.get(Keys.TRAIL),
        values.get(Keys.ATHENA_WORKGROUP),
        values.get(Keys.ATHENA_DATABASE),
        values.get(Keys.ATHENA_RESULTS),
        values.get(Keys.ATHENA_SCAN_LIMIT));
  }

  static CanarySettings canary(SettingValues values) {
    return new CanarySettings(
        values.get(Keys.CANARY_EVERY),
        values.get(Keys.CANARY_SEALED_WITHIN),
        values.get(Keys.CANARY_LOGGED_WITHIN),
        values.get(Keys.CANARY_KEPT));
  }

  static IncidentSettings incidents(SettingValues values) {
    return new IncidentSettings(
        values.get(Keys.ALERT_REPEAT),
        values.get(Keys.ALERT_QUIET),
        values.get(Keys.ALERT_STORM),
        values.get(Keys.BASELINE_EVERY));
  }

  /** Null when alerts are not kept in a file. */
  static @Nullable Path alertsFile(SettingValues values, Path home) {
    String file = values.get(Keys.ALERTS_FILE);
    return file.equals("none") ? null : home.resolve(file);
  }
}
