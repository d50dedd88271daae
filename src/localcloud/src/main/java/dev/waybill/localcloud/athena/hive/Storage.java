package dev.waybill.localcloud.athena.hive;

import java.util.Map;

/**
 * Format and location of a table's files.
 *
 * @param serde the class that reads a row
 * @param serdeProperties the properties of the serde
 * @param inputFormat the class that splits files into rows
 * @param outputFormat the class that would write rows
 * @param location the location as {@code s3://bucket/prefix}
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
