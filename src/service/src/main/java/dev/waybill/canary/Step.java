package dev.waybill.canary;

import java.util.Locale;

/** Steps that every canary must pass, in this order. */
public enum Step {
  /** S3 accepted the upload. */
  ACCEPTED,
  /** The object has a version ID. */
  VERSIONED,
  /** The object is encrypted under the expected KMS key, with an S3 bucket key. */
  ENCRYPTED,
  /** The service received the notification. */
  NOTIFIED,
  /** The provenance bucket holds a record of exactly that version. */
  SEALED,
  /** The record is valid and states the digest of the uploaded bytes. */
  VERIFIED,
  /** The log bucket holds CloudTrail's event of the upload. */
  LOGGED,
  /** Athena finds that event. */
  QUERYABLE;

  /** Returns the name of the step on the console and in metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
