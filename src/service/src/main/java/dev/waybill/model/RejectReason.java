package dev.waybill.model;

import java.util.Locale;

/** Why custody failed for good. */
public enum RejectReason {
  /** The message is no S3 notification that Waybill understands. */
  MALFORMED_NOTIFICATION,
  /** The version is gone and no record of it exists. */
  OBJECT_GONE,
  /** S3 denied access (403). */
  ACCESS_DENIED,
  /** KMS denied or cannot use the key. */
  KMS_DENIED,
  /** The object is in an archive and cannot be read before it is restored. */
  ARCHIVED,
  /** The bytes read differ from what S3 or the notification states of them. */
  DIGEST_MISMATCH,
  /** A record of the same version exists and states another digest. Critical. */
  RECORD_CONFLICT,
  /** A record exists where ours belongs, but its signature or form does not hold. Critical. */
  RECORD_INVALID,
  /** The copy's digest, as S3 computed it, is not ours. Critical. */
  COPY_MISMATCH,
  /** The object is encrypted otherwise than the deployment demands. */
  ENCRYPTION_UNEXPECTED,
  /** The destination key would be longer than S3 allows. */
  KEY_TOO_LONG,
  /** Every delivery the queue allows failed; the detail names the last failure. */
  RETRIES_EXHAUSTED;

  /** The name used in metrics and logs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
