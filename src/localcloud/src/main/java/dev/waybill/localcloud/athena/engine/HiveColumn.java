package dev.waybill.localcloud.athena.engine;

import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.type.Type;

/**
 * A column of a table.
 *
 * @param partition whether its value is the partition's
 */
record HiveColumn(String name, Type type, boolean partition) implements ColumnHandle {}
