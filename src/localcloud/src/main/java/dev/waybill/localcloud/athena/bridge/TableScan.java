package dev.waybill.localcloud.athena.bridge;

import java.util.Map;

/**
 * One reading of a table.
 *
 * @param table its name, without the database
 * @param partitions what the plan says of each partition column, by name
 */
public record TableScan(String table, Map<String, PartitionFilter> partitions) {
  public TableScan {
    partitions = Map.copyOf(partitions);
  }
}
