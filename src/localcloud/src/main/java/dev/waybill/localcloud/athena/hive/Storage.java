package dev.waybill.localcloud.athena.hive;

import java.util.Map;

/**
 * How and where a table's files lie.
 *
 * @param serde the class that reads a row
 * @param serdeProperties of the serde
 * @param inputFormat the class that finds the rows
 * @param outputFormat the class that would write them
 * @param location {@code s3://bucket/prefix}
 */
public record Storage(
    String serde,
    Map<String, String> serdeProperties,
    String inputFormat,
    String outputFormat,
    String location) {
  public Storage {
    serdeProperties = Map.copyOf(serdeProperties);
  }
}
