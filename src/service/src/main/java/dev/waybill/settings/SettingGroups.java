package dev.waybill.settings;

import dev.waybill.settings.ClusterSettings.Election;
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

  static DigestSettings digest(SettingValues values) {
    return new DigestSettings(values.get(Keys.DIGEST_BY_SERVER), values.get(Keys.DIGEST_PREFIXES));
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

  static AuditRunSettings auditRuns(SettingValues values, SettingLayers layers) {
    layers.audits().forEach(values::get);
    return new AuditRunSettings(
        values.get(Keys.AUDIT_ENABLED),
        values.get(Keys.AUDIT_LOOK_BACK),
        values.get(Keys.AUDIT_CATCH_UP),
        values.get(Keys.AUDIT_QUERY_TIMEOUT),
        values.get(Keys.AUDIT_CONCURRENT),
        AuditKeys.tunings(layers.entries()));
  }

  /** In a pod, Kubernetes is asked unless a setting says otherwise. */
  static ClusterSettings cluster(SettingValues values, Path home, boolean inPod) {
    String election = values.get(Keys.CLUSTER_ELECTION);
    Election by =
        switch (election) {
          case "file" -> Election.FILE;
          case "kubernetes" -> Election.KUBERNETES;
          default -> inPod && election.equals("auto") ? Election.KUBERNETES : Election.NONE;
        };
    return new ClusterSettings(
        by, home.resolve(values.get(Keys.CLUSTER_FOLDER)), values.get(Keys.CLUSTER_LEASE));
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
