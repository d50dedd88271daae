package dev.waybill.audit.catalog;

/**
 * Problem of a file of the catalogue.
 *
 * @param file path from the home directory, such as {@code sql/audits/S3-01-denied-calls.sql}
 * @param line line from 1; 0 for a problem of the whole file
 * @param column column from 1; 0 for a problem of the whole line
 * @param reason the problem, the value and the fix, on one line
 */
public record Problem(String file, int line, int column, String reason) {
  /** Creates a problem of a whole line. */
  public Problem(String file, int line, String reason) {
    this(file, line, 0, reason);
  }

  /** Returns {@code file:line:column: reason}, the format of compilers. */
  @Override
  public String toString() {
    String place = line == 0 ? "" : column == 0 ? ":" + line : ":" + line + ":" + column;
    return file + place + ": " + reason;
  }
}
