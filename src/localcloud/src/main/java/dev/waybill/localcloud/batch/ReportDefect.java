package dev.waybill.localcloud.batch;

/**
 * Defects of completion reports that a test can order. Without any, a report has the form of S3's
 * examples, which is not the form of its own schema: the HTTP status comes before the error code,
 * the equals sign of a checksum is escaped as JSON allows, and a failed row states 200 and quotes
 * its message wrongly.
 */
public enum ReportDefect {
  /** The error code comes before the HTTP status, as the schema says. */
  SCHEMA_ORDER,
  /** One file of results does not exist. */
  MISSING_RESULT_FILE,
  /** The list of the files does not exist. */
  MISSING_MANIFEST,
  /** The last row of each file is missing. */
  MISSING_ROW,
  /** The first row of each file appears twice. */
  DUPLICATE_ROW,
  /** Each file has a row of an object that the job did not name. */
  FOREIGN_ROW,
  /** The last line of each file is cut off. */
  TRUNCATED_FILE,
  /** The list states another MD5 than that of the file. */
  WRONG_MD5,
  /** Checksums are hexadecimal. */
  HEX_CHECKSUM,
  /** Rows name another algorithm. */
  OTHER_ALGORITHM,
  /** Rows name the composite type. */
  COMPOSITE_TYPE,
  /** Rows name another bucket. */
  OTHER_BUCKET,
  /** Rows have a status that is neither succeeded nor failed. */
  UNKNOWN_STATUS
}
