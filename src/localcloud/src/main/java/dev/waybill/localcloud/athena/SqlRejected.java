package dev.waybill.localcloud.athena;

/**
 * A statement that does not run.
 *
 * @param line from 1; where the statement as a whole is refused, its first
 * @param column from 1
 * @param reason with its code, such as {@code COLUMN_NOT_FOUND: line 1:8: ResultColumn …}
 */
public record SqlRejected(int line, int column, String reason) implements SqlVerdict {}
