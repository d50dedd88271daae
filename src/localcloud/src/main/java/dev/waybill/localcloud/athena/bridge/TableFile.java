package dev.waybill.localcloud.athena.bridge;

import java.util.Map;

/**
 * One file of a table.
 *
 * @param uri {@code s3://bucket/key}
 * @param size in bytes
 * @param partition the value of each partition column, by name
 */
public record TableFile(String uri, long size, Map<String, String> partition) {
  public TableFile {
    partition = Map.copyOf(partition);
  }
}
