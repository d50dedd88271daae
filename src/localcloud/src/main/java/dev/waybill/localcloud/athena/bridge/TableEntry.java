package dev.waybill.localcloud.athena.bridge;

import java.util.List;
import java.util.Map;

/**
 * External table of a catalogue.
 *
 * @param database the database of the table
 * @param name the name in lower case
 * @param columns the columns with Trino types, without the partition columns
 * @param partitions the partition columns with Trino types
 * @param format the format of the files
 * @param location the location as {@code s3://bucket/prefix}
 * @param properties the TBLPROPERTIES
 */
public record TableEntry(
    String database,
    String name,
    List<ResultColumn> columns,
    List<ResultColumn> partitions,
    FileFormat format,
    String location,
    Map<String, String> properties)
    implements CatalogueEntry {
  public TableEntry {
    columns = List.copyOf(columns);
    partitions = List.copyOf(partitions);
    properties = Map.copyOf(properties);
  }
}
