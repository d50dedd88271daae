package dev.waybill.localcloud.athena.bridge;

import java.util.Map;

/**
 * Table scan in a plan.
 *
 * @param table the name of the table without the database
 * @param partitions the filters of all partition columns by name
 */
public record TableScan(String table, Map<String, PartitionFilter> partitions) {
  public TableScan {
    partitions = Map.copyOf(partitions);
  }
}
