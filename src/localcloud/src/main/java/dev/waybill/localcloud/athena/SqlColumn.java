package dev.waybill.localcloud.athena;

/**
 * Column of the result of a checked statement.
 *
 * @param name the name in the statement's spelling
 * @param type the type in Trino's spelling, such as {@code varchar}, {@code bigint} or {@code
 *     timestamp(3)}
 */
public record SqlColumn(String name, String type) {}
