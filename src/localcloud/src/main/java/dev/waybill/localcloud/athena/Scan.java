package dev.waybill.localcloud.athena;

import java.util.Map;

/**
 * One reading of a table in a statement's plan.
 *
 * @param table its name, without the database
 * @param partitions how the plan bounds each partition column, by name; one that it does not bound
 *     is there too
 */
public record Scan(String table, Map<String, Bound> partitions) {
  public Scan {
    partitions = Map.copyOf(partitions);
  }
}
