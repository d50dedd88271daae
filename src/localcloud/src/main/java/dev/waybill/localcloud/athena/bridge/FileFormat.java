package dev.waybill.localcloud.athena.bridge;

/** How a table's files are read. */
public enum FileFormat {
  /** A JSON object whose Records are the rows. */
  CLOUDTRAIL,
  /** One JSON object a line. */
  JSON_LINES,
  /** JSON lines, of which one that is no JSON is a row of NULLs. */
  LENIENT_JSON_LINES,
  /** Any other, which the local cloud keeps in its catalogue and cannot read. */
  UNREADABLE
}
