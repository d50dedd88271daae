package dev.waybill.localcloud.athena;

/**
 * Verdict on a statement that Athena would reject.
 *
 * @param line the line of the error, from 1; the first line if the whole statement is rejected
 * @param column the column of the error, from 1
 * @param reason the reason with its error code, such as {@code COLUMN_NOT_FOUND: line 1:8: Column
 *     …}
 */
public record SqlRejected(int line, int column, String reason) implements SqlVerdict {}
