package dev.waybill.model;

import java.util.Locale;

/** Reason why custody failed permanently. */
public enum RejectReason {
  /** The message is not an S3 notification that Waybill can read. */
  MALFORMED_NOTIFICATION,
  /** SNS confirms a subscription of the queue, or the end of one. */
  SNS_CONFIRMATION,
  /** The version no longer exists and was not promoted. */
  OBJECT_GONE,
  /**
   * The version no longer exists, and S3 denies the lookup that would tell whether it was promoted.
   */
  END_UNKNOWN,
  /** S3 denied access (403). */
  ACCESS_DENIED,
  /** KMS denied the request or cannot use the key. */
  KMS_DENIED,
  /** The object is archived and cannot be read before it is restored. */
  ARCHIVED,
  /** The bytes differ from the size or checksum that S3 or the notification states. */
  DIGEST_MISMATCH,
  /** The version's record exists and states another digest. Critical. */
  RECORD_CONFLICT,
  /**
   * The version id is {@code null}, and another object with it was sealed before: versioning is not
   * enabled, so an overwrite replaces the bytes.
   */
  VERSIONING_SUSPENDED,
  /** The version's record exists, but its signature or format is invalid. Critical. */
  RECORD_INVALID,
  /** S3's SHA-256 of the copy differs from the sealed one. Critical. */
  COPY_MISMATCH,
  /** The object is not encrypted as the deployment requires. */
  ENCRYPTION_UNEXPECTED,
  /** The destination key would be longer than S3 allows. */
  KEY_TOO_LONG,
  /** The key that signs records could not be used in any delivery. */
  SIGNING_UNAVAILABLE,
  /** A hook of the operator failed in every delivery; custody itself is as it was. */
  HOOK_FAILED,
  /** Every delivery the queue allows failed; the detail names the last failure. */
  RETRIES_EXHAUSTED;

  /** Returns the label for metrics and logs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
