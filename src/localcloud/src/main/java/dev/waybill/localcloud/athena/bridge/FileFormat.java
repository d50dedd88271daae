package dev.waybill.localcloud.athena.bridge;

/** Format of a table's files. */
public enum FileFormat {
  /** One JSON object whose Records are the rows. */
  CLOUDTRAIL,
  /** One JSON object a line. */
  JSON_LINES,
  /** One JSON object a line; an invalid line is a row of NULLs. */
  LENIENT_JSON_LINES,
  /** Any other format, which the local cloud stores in its catalogue but cannot read. */
  UNREADABLE
}
