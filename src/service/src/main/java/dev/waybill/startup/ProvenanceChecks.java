package dev.waybill.startup;

import dev.waybill.aws.ArchiveException;
import dev.waybill.aws.RecordArchive;
import dev.waybill.record.KeyId;
import dev.waybill.record.PublicKeyPem;
import dev.waybill.settings.ProvenanceSettings;
import dev.waybill.settings.SigningSettings;
import dev.waybill.signing.SigningKey;
import java.security.PublicKey;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRule;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Checks that records in the provenance bucket are retained and can be verified. */
final class ProvenanceChecks {
  private static final String KEYS = "keys/";

  private final S3Client s3;
  private final ProvenanceSettings settings;

  ProvenanceChecks(S3Client s3, ProvenanceSettings settings) {
    this.s3 = s3;
    this.settings = settings;
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

  /** Returns the public keys of all signers, as PEM, by object key. */
  Map<String, byte[]> published() {
    RecordArchive archive = new RecordArchive(s3, settings);
    Map<String, byte[]> keys = new TreeMap<>();
    s3
        .listObjectsV2Paginator(list -> list.bucket(settings.bucket()).prefix(KEYS))
        .contents()
        .stream()
        .map(S3Object::key)
        .forEach(name -> archive.read(name).ifPresent(pem -> keys.put(name, pem)));
    return keys;
  }

  /**
   * Rejects a keystore that lacks a published key: records signed by that key could not be verified
   * and would end as invalid.
   */
  void trusts(SigningKey key, SigningSettings signing, Map<String, byte[]> published) {
    published.forEach((name, pem) -> trusts(key, signing, parse(name, pem)));
  }

  /**
   * Publishes the key. This is the first put of an instance, so that an instance without the right
   * to seal receives no messages.
   */
  void publish(SigningKey key, String role) {
    try {
      boolean unused = new RecordArchive(s3, settings).publish(key);
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

  private PublicKey parse(String name, byte[] pem) {
    try {
      return PublicKeyPem.parse(pem);
    } catch (IllegalArgumentException e) {
      throw StartupException.configuration(
          "waybill.provenance.bucket: "
              + name
              + " in "
              + settings.bucket()
              + " is no public key in PEM ("
              + e.getMessage()
              + "); find out which principal put it there, and delete it",
          e);
    }
  }

  private void trusts(SigningKey key, SigningSettings signing, PublicKey published) {
    if (!key.trusted().contains(published)) {
      throw StartupException.configuration(
          "waybill.signing.keystore: "
              + signing.keystore()
              + " does not trust "
              + KeyId.of(published)
              + ", which is published in "
              + settings.bucket()
              + ", so its records could not be verified; add its certificate: keytool -importcert"
              + " -noprompt -alias retired -file retired.cer -keystore "
              + signing.keystore()
              + " (from the old keystore by keytool -exportcert); a key that your team did not"
              + " create is an incident");
    }
  }
}
