package dev.waybill.startup;

import dev.waybill.aws.ArchiveException;
import dev.waybill.aws.KeyArchive;
import dev.waybill.provenance.PublishedKey;
import dev.waybill.settings.ProvenanceSettings;
import dev.waybill.settings.SigningSettings;
import dev.waybill.signing.KeyTrust;
import dev.waybill.signing.SigningKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRule;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Checks that records in the provenance bucket are retained and can be verified. */
final class ProvenanceChecks {
  private final S3Client s3;
  private final ProvenanceSettings settings;
  private final KeyArchive keys;

  ProvenanceChecks(S3Client s3, ProvenanceSettings settings) {
    this.s3 = s3;
    this.settings = settings;
    keys = new KeyArchive(s3, settings);
  }

  /** Rejects a bucket in which a record could be overwritten or deleted. */
  void bucket() {
    ObjectLockConfiguration lock = lock();
    if (lock.objectLockEnabled() != ObjectLockEnabled.ENABLED) {
      throw withoutLock();
    }
    if (settings.retention().isZero() && !hasDefaultRetention(lock)) {
      throw StartupException.configuration(
          "waybill.provenance.retention: 0s and no default retention on "
              + settings.bucket()
              + " leave records that any principal with the right to delete can delete; set a"
              + " duration such as 365d, or give the bucket a default retention rule");
    }
  }

  private ObjectLockConfiguration lock() {
    try {
      return s3.getObjectLockConfiguration(get -> get.bucket(settings.bucket()))
          .objectLockConfiguration();
    } catch (S3Exception e) {
      // A bucket without Object Lock also answers 404.
      if (e.statusCode() == 404) {
        throw "NoSuchBucket".equals(e.awsErrorDetails().errorCode()) ? absent(e) : withoutLock();
      }
      throw Preconditions.denied("waybill.provenance.bucket", settings.bucket(), e);
    }
  }

  private StartupException absent(S3Exception cause) {
    return StartupException.configuration(
        "waybill.provenance.bucket: there is no bucket "
            + settings.bucket()
            + "; create it with Object Lock, or name the one that exists",
        cause);
  }

  private StartupException withoutLock() {
    return StartupException.configuration(
        "waybill.provenance.bucket: Object Lock of "
            + settings.bucket()
            + " is not enabled, so records could be rewritten; enable it, or name a bucket that"
            + " was created with it");
  }

  private static boolean hasDefaultRetention(ObjectLockConfiguration lock) {
    ObjectLockRule rule = lock.rule();
    DefaultRetention retention = rule == null ? null : rule.defaultRetention();
    return retention != null && (retention.days() != null || retention.years() != null);
  }

  /** Returns the objects below {@code keys/}, which any principal with write access can put. */
  List<PublishedKey> published() {
    return keys.list();
  }

  /** Rejects a signing key whose records would not be trusted. */
  static void trusts(KeyTrust trust, SigningKey key, SigningSettings signing, Instant now) {
    Optional<String> problem = trust.problem(key.publicKey(), now);
    if (problem.isPresent()) {
      throw StartupException.configuration(
          "waybill.trust.keys: "
              + signing.trustedKeys()
              + " does not trust the signing key "
              + key.keyId()
              + " now: "
              + problem.get()
              + "; add a line with its fingerprint, or set waybill.signing.keystore to a key that"
              + " is trusted");
    }
  }

  /**
   * Publishes the key. This is the first put of an instance, so that an instance without the right
   * to seal receives no messages.
   */
  void publish(SigningKey key, String role) {
    try {
      boolean unused = keys.publish(key);
    } catch (ArchiveException e) {
      if (e.s3Error().statusCode() != 403) {
        throw e;
      }
      throw StartupException.unreachable(
          "waybill.service.role: S3 denies a put into "
              + settings.bucket()
              + ", and the baseline allows it only to the role "
              + role
              + "; run as that role, or set waybill.service.role to this one"
              + " and run \"waybill baseline apply\" again",
          e);
    }
  }
}
