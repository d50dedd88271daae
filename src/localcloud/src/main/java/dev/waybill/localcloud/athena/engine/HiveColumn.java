package dev.waybill.localcloud.athena.engine;

import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

/**
 * Column of a table.
 *
 * @param name the name
 * @param type the Trino type
 * @param partition true for a partition column
 */
record HiveColumn(String name, Type type, boolean partition) implements ColumnHandle {
  /** Hidden column with the URI of the file that holds the row, as Athena has it. */
  static final HiveColumn PATH = new HiveColumn("$path", VarcharType.VARCHAR, false);

  /** Returns whether the column is a property of the file and not of a row. */
  boolean ofFile() {
    return partition || equals(PATH);
  }
}
