package dev.waybill.localcloud.athena.bridge;

import java.util.List;
import java.util.Map;

/**
 * An external table.
 *
 * @param database where it is
 * @param columns with Trino's types, without the partition columns
 * @param partitions likewise
 * @param format how its files are read
 * @param location {@code s3://bucket/prefix}
 * @param properties TBLPROPERTIES
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
