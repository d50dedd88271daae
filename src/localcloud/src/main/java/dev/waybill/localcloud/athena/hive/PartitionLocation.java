package dev.waybill.localcloud.athena.hive;

import java.util.Map;

/**
 * A partition.
 *
 * @param values of its columns, by name
 * @param location {@code s3://bucket/prefix/}
 */
public record PartitionLocation(Map<String, String> values, String location) {
  public PartitionLocation {
    values = Map.copyOf(values);
  }
}
