package dev.waybill.fixity.second;

/** Problems of a completion report. What a problem concerns is not verified. */
public enum ReportProblem {
  /** The list of result files does not exist. */
  LIST_MISSING("report-list-missing"),
  /** The list of result files is not JSON of the documented form. */
  LIST_MALFORMED("report-list-malformed"),
  /** The report has another format than the one that was ordered. */
  FORMAT_UNKNOWN("report-format-unknown"),
  /** A result file is not in the place of the report, so it is not read. */
  FILE_ELSEWHERE("file-elsewhere"),
  /** A result file is listed twice; the second mention is skipped. */
  FILE_TWICE("file-twice"),
  /** A result file that is listed does not exist. */
  FILE_MISSING("file-missing"),
  /** A result file is not the one of the list: its MD5 is another one, so no row counts. */
  FILE_CHANGED("file-md5-mismatch"),
  /** A result file is compressed, which the format does not know. */
  FILE_COMPRESSED("file-compressed"),
  /** A line is longer than any row. */
  LINE_TOO_LONG("line-too-long"),
  /** A line is not UTF-8. */
  LINE_NOT_TEXT("line-not-utf-8"),
  /** A line has too few fields, so it names no version or no status. */
  LINE_CUT("line-cut-off"),
  /** A key cannot be decoded. */
  KEY_MALFORMED("key-malformed"),
  /** A row is about another bucket. */
  ROW_OTHER_BUCKET("row-of-other-bucket"),
  /** A row is about a version that is not in the manifest. */
  ROW_FOREIGN("row-not-in-manifest"),
  /** A version has several rows. */
  ROW_TWICE("row-twice"),
  /** A version has no row. */
  ROW_MISSING("row-missing"),
  /** The status is neither succeeded nor failed. */
  STATUS_UNKNOWN("status-unknown"),
  /** The row says that it succeeded, and has an error code or the HTTP status of a failure. */
  STATUS_CONTRADICTED("status-contradicted"),
  /** The message is not JSON of an object. */
  MESSAGE_MALFORMED("message-malformed"),
  /** The message has no checksum. */
  CHECKSUM_MISSING("checksum-missing"),
  /** The checksum is hexadecimal where base64 must be. */
  CHECKSUM_HEXADECIMAL("checksum-hexadecimal"),
  /** The checksum is not canonical base64. */
  CHECKSUM_MALFORMED("checksum-not-base64"),
  /** The checksum has another number of bytes than SHA-256. */
  CHECKSUM_LENGTH("checksum-length"),
  /** The message has the checksum twice, in two values. */
  CHECKSUM_AMBIGUOUS("checksum-ambiguous"),
  /** The checksum is of another algorithm. */
  ALGORITHM_OTHER("algorithm-not-sha256"),
  /** The checksum is not one of the whole object. */
  TYPE_OTHER("type-not-full-object");

  private final String label;

  ReportProblem(String label) {
    this.label = label;
  }

  /** Returns the name in results. */
  public String label() {
    return label;
  }
}
