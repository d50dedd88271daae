package dev.waybill.reconcile.inventory.file;

/** Reasons why an inventory report does not state everything that is there. */
public enum InventoryFlaw {
  /** No report was delivered. */
  NO_REPORT("no-report"),
  /** The configuration of the report does not exist any more, so its scope is unknown. */
  NO_CONFIGURATION("no-configuration"),
  /** The configuration selects some of the keys only. */
  PART_OF_THE_BUCKET("part-of-the-bucket"),
  /** The configuration or the report has current objects only. */
  CURRENT_ONLY("current-only"),
  /** The manifest does not have its checksum. */
  MANIFEST_CHANGED("manifest-changed"),
  /** The manifest cannot be understood. */
  MANIFEST_MALFORMED("manifest-malformed"),
  /** The manifest is of a later version of the format. */
  VERSION_UNKNOWN("version-unknown"),
  /** The report is of another bucket, or was delivered to another one. */
  OTHER_BUCKET("other-bucket"),
  /** The files are in a format that only Athena reads. */
  FORMAT_UNSUPPORTED("format-unsupported"),
  /** The report has no column that is needed. */
  COLUMN_MISSING("column-missing"),
  /** The report is older than the limit. */
  TOO_OLD("too-old"),
  /** The report states a time that has not come yet. */
  FROM_THE_FUTURE("from-the-future"),
  /** The report has no file. */
  NO_FILES("no-files"),
  /** The manifest states a file twice. */
  FILE_REPEATED("file-repeated"),
  /** A file does not exist. */
  FILE_MISSING("file-missing"),
  /** A file does not have the stated size. */
  FILE_SIZE("file-size"),
  /** A file does not have the stated MD5. */
  FILE_CHANGED("file-changed"),
  /** A file is not gzip, is truncated, or has bytes behind its end. */
  FILE_NOT_GZIP("file-not-gzip"),
  /** A line or a file exceeds the limits of what a report can be. */
  TOO_LARGE("too-large"),
  /** A row does not have the form that the columns state. */
  ROW_MALFORMED("row-malformed"),
  /** S3 denies or interrupts the reading. */
  UNREADABLE("unreadable");

  private final String label;

  InventoryFlaw(String label) {
    this.label = label;
  }

  /** Returns the name in reports. */
  public String label() {
    return label;
  }
}
