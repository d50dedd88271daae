package dev.waybill.localcloud.athena.bridge;

/**
 * Column of a result, a table or a view.
 *
 * @param name the name in the statement's spelling
 * @param type the type in Trino's spelling, such as {@code varchar} or {@code timestamp(3)}
 */
public record ResultColumn(String name, String type) {}
