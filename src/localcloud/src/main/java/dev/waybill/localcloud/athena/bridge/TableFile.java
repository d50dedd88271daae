package dev.waybill.localcloud.athena.bridge;

import java.util.Map;

/**
 * File of a table.
 *
 * @param uri the location as {@code s3://bucket/key}
 * @param size the size in bytes
 * @param partition the values of the partition columns by name
 */
public record TableFile(String uri, long size, Map<String, String> partition) {
  public TableFile {
    partition = Map.copyOf(partition);
  }
}
