package dev.waybill.digest;

import dev.waybill.model.ObjectAttributes;
import dev.waybill.model.Purpose;
import dev.waybill.model.Received;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import org.jspecify.annotations.Nullable;

/**
 * Requirements that a version must meet before its digest is accepted.
 *
 * @param kmsKey the id or ARN of the KMS key that objects must be encrypted under; null when any
 *     encryption is accepted
 */
public record IntegrityRequirements(@Nullable String kmsKey) {
  /**
   * Compares the attributes with the notification and with the required encryption.
   *
   * @throws RejectedException when S3 reports another size or eTag than the notification, or the
   *     object is not encrypted as the deployment requires
   */
  public void check(Received received, ObjectAttributes attributes) {
    checkNotification(received, attributes);
    checkEncryption(received, attributes);
  }

  private static void checkNotification(Received received, ObjectAttributes attributes) {
    Long size = received.announcedSize();
    String eTag = received.announcedETag();
    if ((size != null && size != attributes.size())
        || (eTag != null && !eTag.equals(attributes.eTag()))) {
      throw new RejectedException(
          RejectReason.DIGEST_MISMATCH,
          "the notification states another size or eTag than S3",
          received.version());
    }
  }

  private void checkEncryption(Received received, ObjectAttributes attributes) {
    // An object that stays where it was is sealed as it is; its record states the encryption.
    if (kmsKey == null || received.purpose() == Purpose.BACKFILL) {
      return;
    }
    String algorithm = attributes.encryption().algorithm();
    if (algorithm == null || !algorithm.startsWith("aws:kms")) {
      throw unexpected(received, "not encrypted under KMS, see waybill.kms.require");
    }
    String key = attributes.encryption().kmsKeyId();
    if (key == null || !keyId(key).equals(keyId(kmsKey))) {
      throw unexpected(received, "encrypted under the key " + key + ", see waybill.kms.key");
    }
  }

  private static RejectedException unexpected(Received received, String detail) {
    return new RejectedException(RejectReason.ENCRYPTION_UNEXPECTED, detail, received.version());
  }

  /** S3 reports ARNs; some emulators report the id that the writer named. */
  private static String keyId(String idOrArn) {
    return idOrArn.substring(idOrArn.lastIndexOf('/') + 1);
  }
}
