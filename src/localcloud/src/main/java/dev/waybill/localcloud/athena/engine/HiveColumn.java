package dev.waybill.localcloud.athena.engine;

import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.type.Type;

/**
 * Column of a table.
 *
 * @param name the name
 * @param type the Trino type
 * @param partition true for a partition column
 */
record HiveColumn(String name, Type type, boolean partition) implements ColumnHandle {}
