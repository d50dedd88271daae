package dev.waybill.settings;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Complete configuration. An instance is always valid.
 *
 * @param scopes scopes of custody
 * @param provenance bucket of the sealed records
 * @param queue queues of notifications
 * @param digest source of the digests
 * @param promotion sizes and parallelism of copies
 * @param signing key that signs records
 * @param recordLog keys and schedules of the log of records
 * @param fixity promise and budget of re-verification
 * @param backfill queue and limits of backfills
 * @param drill schedule and time limit of drills
 * @param reconcile schedule of reconciliation, and the source of the objects that it finds
 * @param digestChain schedule of the verification of CloudTrail's digest chain
 * @param logBucket bucket that CloudTrail writes to
 * @param kmsKey id, ARN or alias of the key under which objects must be encrypted
 * @param requireKms true to reject objects that are not encrypted under the key
 * @param bucketOwner account that must own the custody buckets: {@code caller}, {@code any} or 12
 *     digits
 * @param allowLongLived true to accept long-lived access keys; for emulators only
 * @param managementHost address that the management port listens on
 * @param managementPort port of health and metrics; 0 picks a free port
 * @param status status page of the management port
 * @param logFormat format of the log
 * @param shutdownTimeout time that work in flight may take to end
 * @param audit trail and Athena resources
 * @param auditRuns schedule and limits of the audits
 * @param cluster election of a leader among replicas
 * @param serviceRole name of the IAM role that the service runs as
 * @param canary schedule and time limits of canaries
 * @param alertsFile file to which alerts are appended as lines of JSON; null for none
 * @param incidents times and limits of incident alerts
 * @param sinks sinks that alerts are sent to
 */
public record Settings(
    CustodyScopes scopes,
    ProvenanceSettings provenance,
    QueueSettings queue,
    DigestSettings digest,
    PromotionSettings promotion,
    SigningSettings signing,
    RecordLogSettings recordLog,
    FixitySettings fixity,
    BackfillSettings backfill,
    DrillSettings drill,
    ReconcileSettings reconcile,
    TrailSettings digestChain,
    String logBucket,
    String kmsKey,
    boolean requireKms,
    String bucketOwner,
    boolean allowLongLived,
    String managementHost,
    int managementPort,
    StatusSettings status,
    LogFormat logFormat,
    Duration shutdownTimeout,
    AuditSettings audit,
    AuditRunSettings auditRuns,
    ClusterSettings cluster,
    String serviceRole,
    CanarySettings canary,
    @Nullable Path alertsFile,
    IncidentSettings incidents,
    SinkSettings sinks) {
  /**
   * @throws IllegalArgumentException when a name is not legal or two of the buckets are the same
   */
  public Settings {
    RawSettings raw = scopes.first();
    digest.requireUnder(raw);
    fixity.requireApartFrom(queue);
    backfill.requireApartFrom(queue, fixity);
    reconcile.requireOf(raw);
    StorageDeclarations.LOG_BUCKET.check(logBucket);
    StorageDeclarations.KMS_KEY.check(kmsKey);
    ServiceDeclarations.BUCKET_OWNER.check(bucketOwner);
    ServiceDeclarations.SERVICE_ROLE.check(serviceRole);
    ServiceDeclarations.MANAGEMENT_HOST.check(managementHost);
    ServiceDeclarations.MANAGEMENT_PORT.check(managementPort);
    requireDiffers(
        StorageDeclarations.LOG_BUCKET.key(),
        logBucket,
        provenance.bucket(),
        StorageDeclarations.PROVENANCE_BUCKET.key());
    for (RawSettings scope : scopes.all()) {
      requireOutside(scope, provenance.bucket(), StorageDeclarations.PROVENANCE_BUCKET.key());
      requireOutside(scope, logBucket, StorageDeclarations.LOG_BUCKET.key());
    }
  }

  /** Returns the scope of {@code waybill.raw}. */
  public RawSettings raw() {
    return scopes.first();
  }

  /** Returns the source of the sealed digest for each object. */
  public DigestModes digestModes() {
    return new DigestModes(digest, scopes);
  }

  private static void requireOutside(RawSettings scope, String bucket, String key) {
    requireDiffers(key, bucket, scope.bucket(), scope.key("bucket"));
    requireDiffers(key, bucket, scope.destinationBucket(), scope.key("destination-bucket"));
  }

  /** Returns the same settings with everything switched off that queries Athena by a schedule. */
  public Settings withoutAudits() {
    return new Settings(
        scopes,
        provenance,
        queue,
        digest,
        promotion,
        signing,
        recordLog,
        fixity,
        backfill,
        drill,
        reconcile.off(),
        digestChain.off(),
        logBucket,
        kmsKey,
        requireKms,
        bucketOwner,
        allowLongLived,
        managementHost,
        managementPort,
        status,
        logFormat,
        shutdownTimeout,
        audit,
        auditRuns.off(),
        cluster,
        serviceRole,
        canary,
        alertsFile,
        incidents,
        sinks);
  }

  private static void requireDiffers(String key, String a, String b, String other) {
    InvalidSettingException.unless(
        !a.equals(b), key, "must be another bucket than " + other + " (" + b + ")");
  }
}
