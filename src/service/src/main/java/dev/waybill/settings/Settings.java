package dev.waybill.settings;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration, valid by construction.
 *
 * @param raw where objects land and go
 * @param provenance where records are sealed
 * @param queue where notifications come from
 * @param digest who says what is sealed of an object
 * @param promotion how copies are made
 * @param signing the key that signs
 * @param logBucket {@code waybill.log.bucket}: where CloudTrail writes
 * @param kmsKey {@code waybill.kms.key}: key id, ARN or alias that objects must be encrypted under
 * @param requireKms {@code waybill.kms.require}: reject objects that are not encrypted under it
 * @param direct {@code waybill.aws.direct}: send frequent calls without the SDK's pipeline
 * @param allowLongLived {@code waybill.identity.allow-long-lived}: emulators only
 * @param managementHost {@code waybill.management.host}: the address the management port listens on
 * @param managementPort {@code waybill.management.port}; 0 picks a free one
 * @param shutdownTimeout {@code waybill.shutdown.timeout}: how long work in flight may take to end
 * @param audit where accesses are recorded and asked for
 * @param auditRuns when and how audits are run
 * @param cluster how replicas agree on a leader
 * @param serviceRole {@code waybill.service.role}: the IAM role that the service runs as
 * @param canary how the chain is proven to work
 * @param alertsFile {@code waybill.alerts.file}: where alerts are kept as JSON lines; null for none
 * @param incidents when what is wrong is told
 * @param sinks where else alerts go
 */
public record Settings(
    RawSettings raw,
    ProvenanceSettings provenance,
    QueueSettings queue,
    DigestSettings digest,
    PromotionSettings promotion,
    SigningSettings signing,
    String logBucket,
    String kmsKey,
    boolean requireKms,
    boolean direct,
    boolean allowLongLived,
    String managementHost,
    int managementPort,
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
   * @throws IllegalArgumentException when a name is illegal or two of the buckets are one
   */
  public Settings {
    digest.requireUnder(raw);
    Key.check(Keys.LOG_BUCKET, logBucket);
    Key.check(Keys.KMS_KEY, kmsKey);
    Key.check(Keys.SERVICE_ROLE, serviceRole);
    Key.check(Keys.MANAGEMENT_HOST, managementHost);
    InvalidSettingException.unless(
        managementPort >= 0 && managementPort <= 65535,
        Keys.MANAGEMENT_PORT.name(),
        "must be from 0 to 65535");
    requireDiffers(Keys.PROVENANCE_BUCKET, provenance.bucket(), raw.bucket(), Keys.RAW_BUCKET);
    requireDiffers(Keys.LOG_BUCKET, logBucket, raw.bucket(), Keys.RAW_BUCKET);
    requireDiffers(Keys.LOG_BUCKET, logBucket, provenance.bucket(), Keys.PROVENANCE_BUCKET);
  }

  /** The same, with audits off. */
  public Settings withoutAudits() {
    return new Settings(
        raw,
        provenance,
        queue,
        digest,
        promotion,
        signing,
        logBucket,
        kmsKey,
        requireKms,
        direct,
        allowLongLived,
        managementHost,
        managementPort,
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

  private static void requireDiffers(Key<String> key, String a, String b, Key<String> other) {
    InvalidSettingException.unless(
        !a.equals(b), key.name(), "must be another bucket than " + other.name());
  }
}
