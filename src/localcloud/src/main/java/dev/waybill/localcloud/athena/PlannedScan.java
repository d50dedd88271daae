package dev.waybill.localcloud.athena;

import java.util.Map;

/**
 * Table scan in a statement's plan.
 *
 * @param table the name of the table without the database
 * @param partitions the bounds of all partition columns by name, including unbounded ones
 */
public record PlannedScan(String table, Map<String, PartitionBound> partitions) {
  public PlannedScan {
    partitions = Map.copyOf(partitions);
  }
}
