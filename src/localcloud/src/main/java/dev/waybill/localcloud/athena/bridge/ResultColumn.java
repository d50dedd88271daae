package dev.waybill.localcloud.athena.bridge;

/**
 * A column of a result or of a view.
 *
 * @param name as the statement spells it
 * @param type as Trino displays it, such as {@code varchar} or {@code timestamp(3)}
 */
public record ResultColumn(String name, String type) {}
