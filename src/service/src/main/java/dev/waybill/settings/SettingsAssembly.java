package dev.waybill.settings;

import dev.waybill.settings.ClusterSettings.Election;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Assembly of the settings records from the values of the declared settings. */
final class SettingsAssembly {
  private SettingsAssembly() {}

  private static @Nullable String orNull(String value) {
    return value.equals(SettingDeclaration.NONE) ? null : value;
  }

  static ProvenanceSettings provenance(SettingValues values) {
    return new ProvenanceSettings(
        values.get(StorageDeclarations.PROVENANCE_BUCKET),
        values.get(StorageDeclarations.PROVENANCE_RETENTION),
        values.get(StorageDeclarations.PROVENANCE_RETENTION_MODE),
        values.get(StorageDeclarations.PROVENANCE_RENEWAL));
  }

  static QueueSettings queue(SettingValues values) {
    return new QueueSettings(
        values.get(ProcessingDeclarations.QUEUE),
        values.get(ProcessingDeclarations.DEAD_LETTER_QUEUE),
        values.get(ProcessingDeclarations.IN_FLIGHT),
        values.get(ProcessingDeclarations.WORKERS),
        values.get(ProcessingDeclarations.VISIBILITY),
        values.get(ProcessingDeclarations.POLL_WAIT),
        values.get(ProcessingDeclarations.DENIAL_PATIENCE));
  }

  static DigestSettings digest(SettingValues values) {
    return new DigestSettings(
        values.get(ProcessingDeclarations.DIGEST_BY_SERVER),
        values.get(ProcessingDeclarations.DIGEST_PREFIXES),
        new ChunkSettings(values.get(ProcessingDeclarations.CHUNKS_ABOVE)));
  }

  static PromotionSettings promotion(SettingValues values) {
    return new PromotionSettings(
        values.get(ProcessingDeclarations.SINGLE_COPY_LIMIT),
        values.get(ProcessingDeclarations.PART_SIZE),
        values.get(ProcessingDeclarations.PARALLEL_PARTS));
  }

  static SigningSettings signing(SettingValues values, Path home) {
    return new SigningSettings(
        home.resolve(values.get(ServiceDeclarations.KEYSTORE)),
        values.get(ServiceDeclarations.KEYSTORE_PASSWORD),
        values.get(ServiceDeclarations.KEY_ALIAS),
        SigningKeyUri.kms(values.get(ServiceDeclarations.SIGNING_KEY)),
        fileOrNull(values.get(ServiceDeclarations.TRUSTED_KEYS), home));
  }

  private static @Nullable Path fileOrNull(String file, Path home) {
    return file.equals(SettingDeclaration.NONE) ? null : home.resolve(file);
  }

  static AuditSettings audit(SettingValues values) {
    return new AuditSettings(
        values.get(AuditDeclarations.TRAIL),
        values.get(AuditDeclarations.ATHENA_WORKGROUP),
        values.get(AuditDeclarations.ATHENA_DATABASE),
        values.get(AuditDeclarations.ATHENA_RESULTS),
        values.get(AuditDeclarations.ATHENA_SCAN_LIMIT));
  }

  /** Returns the settings of the log of records, whose name begins with that of its bucket. */
  static RecordLogSettings recordLog(SettingValues values, Path home) {
    String origin = orNull(values.get(RecordLogDeclarations.ORIGIN));
    return new RecordLogSettings(
        values.get(RecordLogDeclarations.ENABLED),
        origin == null ? values.get(StorageDeclarations.PROVENANCE_BUCKET) + "/log" : origin,
        home.resolve(values.get(RecordLogDeclarations.KEYS)),
        fileOrNull(values.get(RecordLogDeclarations.POLICY), home),
        values.get(RecordLogDeclarations.SEQUENCE_EVERY),
        values.get(RecordLogDeclarations.WITNESS_INTERVAL),
        values.get(RecordLogDeclarations.ANCHOR_EVERY),
        orNull(values.get(RecordLogDeclarations.TIMESTAMP_AUTHORITY)),
        values.get(RecordLogDeclarations.TIMESTAMP_EVERY),
        values.get(RecordLogDeclarations.CHECK_EVERY),
        values.get(RecordLogDeclarations.WHOLE_CHECK_WITHIN),
        values.get(RecordLogDeclarations.LISTING_EVERY));
  }

  static ReconcileSettings reconcile(SettingValues values) {
    boolean isPossible =
        values.get(RecordLogDeclarations.ENABLED) && values.get(AuditDeclarations.AUDIT_ENABLED);
    return new ReconcileSettings(
        isPossible ? values.get(ReconcileDeclarations.EVERY) : Duration.ZERO,
        values.get(ReconcileDeclarations.SINCE),
        orNull(values.get(ReconcileDeclarations.INVENTORY)),
        values.get(ReconcileDeclarations.INVENTORY_MAX_AGE));
  }

  static TrailSettings digestChain(SettingValues values) {
    return new TrailSettings(
        values.get(AuditDeclarations.AUDIT_ENABLED)
            ? values.get(TrailDeclarations.EVERY)
            : Duration.ZERO);
  }

  static DrillSettings drill(SettingValues values, FixitySettings fixity) {
    return DrillSettings.of(
        values.get(DrillDeclarations.EVERY),
        values.get(DrillDeclarations.WITHIN),
        orNull(values.get(DrillDeclarations.KMS_KEY)),
        fixity);
  }

  static FixitySettings fixity(SettingValues values) {
    return new FixitySettings(
        values.get(FixityDeclarations.ENABLED) && values.get(RecordLogDeclarations.ENABLED),
        values.get(FixityDeclarations.QUEUE),
        values.get(FixityDeclarations.EVERY),
        values.get(FixityDeclarations.GLANCE),
        values.get(FixityDeclarations.BYTES_PER_SECOND),
        values.get(FixityDeclarations.REQUESTS_PER_SECOND),
        values.get(FixityDeclarations.DOLLARS_PER_DAY),
        values.get(FixityDeclarations.WORKERS),
        values.get(FixityDeclarations.YIELD_AFTER));
  }

  static BackfillSettings backfill(SettingValues values) {
    return new BackfillSettings(
        values.get(BackfillDeclarations.QUEUE),
        values.get(BackfillDeclarations.RATE),
        values.get(BackfillDeclarations.WORKERS));
  }

  static AuditRunSettings auditRuns(SettingValues values, SettingLayers layers) {
    layers.keyed(AuditTuningDeclarations::isOne).forEach(values::get);
    Duration claimsEvery = values.get(AuditDeclarations.CLAIMS_EVERY);
    Map<String, AuditTuning> tunings =
        new HashMap<>(AuditTuningDeclarations.tunings(layers.entries()));
    if (claimsEvery.isZero()) {
      // Without claims it would find every call.
      tunings.put(AuditRunSettings.AUDIT_OF_CLAIMS, new AuditTuning(false, null, null, Map.of()));
    }
    return new AuditRunSettings(
        values.get(AuditDeclarations.AUDIT_ENABLED),
        claimsEvery,
        values.get(AuditDeclarations.AUDIT_LOOK_BACK),
        values.get(AuditDeclarations.AUDIT_CATCH_UP),
        values.get(AuditDeclarations.AUDIT_QUERY_TIMEOUT),
        values.get(AuditDeclarations.AUDIT_CONCURRENT),
        new CaseSettings(
            values.get(AuditDeclarations.CASE_WITHIN), values.get(AuditDeclarations.CASE_TRUSTED)),
        tunings);
  }

  /** Returns the election; {@code auto} is Kubernetes in a pod and no election elsewhere. */
  static ClusterSettings cluster(SettingValues values, Path home, boolean inPod) {
    String election = values.get(ServiceDeclarations.CLUSTER_ELECTION);
    Election by =
        switch (election) {
          case "file" -> Election.FILE;
          case "kubernetes" -> Election.KUBERNETES;
          default -> inPod && election.equals("auto") ? Election.KUBERNETES : Election.NONE;
        };
    return new ClusterSettings(
        by,
        home.resolve(values.get(ServiceDeclarations.CLUSTER_FOLDER)),
        values.get(ServiceDeclarations.CLUSTER_LEASE),
        values.get(ServiceDeclarations.CLUSTER_WORK));
  }

  static CanarySettings canary(SettingValues values) {
    return new CanarySettings(
        values.get(AuditDeclarations.CANARY_EVERY),
        values.get(AuditDeclarations.CANARY_SEALED_WITHIN),
        values.get(AuditDeclarations.CANARY_LOGGED_WITHIN),
        values.get(AuditDeclarations.CANARY_KEPT));
  }

  static IncidentSettings incidents(SettingValues values) {
    return new IncidentSettings(
        values.get(AlertDeclarations.ALERT_REPEAT),
        values.get(AlertDeclarations.ALERT_GATHER),
        values.get(AlertDeclarations.ALERT_QUIET),
        values.get(AlertDeclarations.ALERT_STORM),
        values.get(AlertDeclarations.BASELINE_EVERY));
  }

  /** Returns the file of alerts; null when there is none. */
  static @Nullable Path alertsFile(SettingValues values, Path home) {
    return fileOrNull(values.get(AlertDeclarations.ALERTS_FILE), home);
  }
}
