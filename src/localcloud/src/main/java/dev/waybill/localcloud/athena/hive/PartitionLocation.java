package dev.waybill.localcloud.athena.hive;

import java.util.Map;

/**
 * Partition of a table with its location.
 *
 * @param values the values of the partition columns by name
 * @param location the location as {@code s3://bucket/prefix/}
 */
public record PartitionLocation(Map<String, String> values, String location) {
  public PartitionLocation {
    values = Map.copyOf(values);
  }
}
