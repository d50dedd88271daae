package dev.waybill.canary;

import java.util.Locale;

/** What has to become of a canary, in this order. */
public enum Step {
  /** S3 took it. */
  ACCEPTED,
  /** It has a version id. */
  VERSIONED,
  /** It is encrypted under the expected KMS key, with an S3 bucket key. */
  ENCRYPTED,
  /** The service heard of it. */
  NOTIFIED,
  /** A record of exactly that version is in the provenance bucket. */
  SEALED,
  /** The record holds, and states the digest of what was uploaded. */
  VERIFIED,
  /** CloudTrail's event of the upload is in the log bucket. */
  LOGGED,
  /** Athena finds that event. */
  QUERYABLE;

  /** As the console and metrics name it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
