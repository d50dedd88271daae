package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.PartitionFilter;
import dev.waybill.localcloud.athena.bridge.TableEntry;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;
import java.util.List;

/**
 * Table handle of a plan.
 *
 * @param entry the table's catalogue entry
 * @param columns all columns: those of rows, the partition columns, and the path of the file
 * @param constraint the constraint on the partition columns and the path
 */
record HiveTable(TableEntry entry, List<HiveColumn> columns, TupleDomain<ColumnHandle> constraint)
    implements ConnectorTableHandle {
  HiveTable(TableEntry entry, List<HiveColumn> columns) {
    this(entry, columns, TupleDomain.all());
  }

  List<HiveColumn> partitions() {
    return columns.stream().filter(HiveColumn::partition).toList();
  }

  PartitionFilter filter(HiveColumn column) {
    Domain domain =
        constraint
            .getDomains()
            .map(all -> all.getOrDefault(column, Domain.all(column.type())))
            .orElse(Domain.none(column.type()));
    return new DomainFilter(column.type(), domain);
  }
}
