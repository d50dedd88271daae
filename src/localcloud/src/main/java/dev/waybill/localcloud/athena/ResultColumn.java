package dev.waybill.localcloud.athena;

/**
 * A column of a result.
 *
 * @param name as the statement spells it
 * @param type as Trino displays it, such as {@code varchar}, {@code bigint} or {@code timestamp(3)}
 */
public record ResultColumn(String name, String type) {}
