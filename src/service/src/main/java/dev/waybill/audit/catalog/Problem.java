package dev.waybill.audit.catalog;

/**
 * One thing wrong with a file of the catalogue.
 *
 * @param file from the home directory, such as {@code sql/audits/S3-01-denied-calls.sql}
 * @param line from 1; 0 when it is about the whole file
 * @param column from 1; 0 when it is about the whole line
 * @param reason what is wrong, the value, and what would be right, on one line
 */
public record Problem(String file, int line, int column, String reason) {
  /** One about a whole line. */
  public Problem(String file, int line, String reason) {
    this(file, line, 0, reason);
  }

  /** As compilers tell it: {@code file:line:column: reason}. */
  @Override
  public String toString() {
    String place = line == 0 ? "" : column == 0 ? ":" + line : ":" + line + ":" + column;
    return file + place + ": " + reason;
  }
}
