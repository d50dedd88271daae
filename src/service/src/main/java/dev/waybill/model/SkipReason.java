package dev.waybill.model;

import java.util.Locale;

/** Reason why a notification, or a version of a backfill, needs no custody. */
public enum SkipReason {
  /** {@code s3:TestEvent}, which S3 sends when notifications are configured. */
  TEST_EVENT,
  /** Empty object whose key ends in {@code /}, which consoles create to show a folder. */
  FOLDER_MARKER,
  /** Object of a bucket that no scope names. */
  FOREIGN_BUCKET,
  /** Object outside of every scope, in a bucket of a scope. */
  FOREIGN_PREFIX,
  /** Object below the prefix of promoted objects, where Waybill writes itself. */
  PROMOTED_PREFIX,
  /** Object whose key the scope excludes from custody. */
  EXCLUDED,
  /** Object under a temporary name, which its uploader renames when the upload is complete. */
  TEMPORARY_NAME,
  /** Call that CloudTrail logged and EventBridge delivers, in place of S3's own event. */
  CLOUDTRAIL_EVENT,
  /** Version that is sealed already; only a backfill meets it. */
  ALREADY_SEALED,
  /** Promoted copy of a sealed version; only a backfill meets it. */
  PROMOTED_COPY,
  /** Version that was deleted since a backfill listed it. */
  GONE_SINCE_LISTED,
  /** Event other than the creation of an object. */
  OTHER_EVENT;

  /** Returns the label for metrics and logs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
