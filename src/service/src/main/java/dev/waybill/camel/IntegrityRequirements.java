package dev.waybill.camel;

import dev.waybill.model.Received;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import org.jspecify.annotations.Nullable;

/**
 * What a version must be before its digest counts.
 *
 * @param kmsKey the id or ARN of the key that objects must be encrypted under; null for any or none
 */
record IntegrityRequirements(@Nullable String kmsKey) {
  /**
   * @throws RejectedException when S3 states another object than the notification, or one that is
   *     not encrypted as the deployment demands
   */
  void requireOf(Received received, ObjectAttributes seen) {
    requireAnnounced(received, seen);
    requireEncryption(received, seen);
  }

  private static void requireAnnounced(Received received, ObjectAttributes seen) {
    Long size = received.announcedSize();
    String eTag = received.announcedETag();
    if ((size != null && size != seen.size()) || (eTag != null && !eTag.equals(seen.eTag()))) {
      throw new RejectedException(
          RejectReason.DIGEST_MISMATCH,
          "the notification states another size or eTag than S3",
          received.version());
    }
  }

  private void requireEncryption(Received received, ObjectAttributes seen) {
    if (kmsKey == null) {
      return;
    }
    String algorithm = seen.encryption().algorithm();
    if (algorithm == null || !algorithm.startsWith("aws:kms")) {
      throw unexpected(received, "not encrypted under KMS, see waybill.kms.require");
    }
    String key = seen.encryption().kmsKeyId();
    if (key == null || !keyId(key).equals(keyId(kmsKey))) {
      throw unexpected(received, "encrypted under the key " + key + ", see waybill.kms.key");
    }
  }

  private static RejectedException unexpected(Received received, String detail) {
    return new RejectedException(RejectReason.ENCRYPTION_UNEXPECTED, detail, received.version());
  }

  /** S3 answers ARNs; some emulators answer what the writer asked for. */
  private static String keyId(String idOrArn) {
    return idOrArn.substring(idOrArn.lastIndexOf('/') + 1);
  }
}
