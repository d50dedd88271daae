package dev.waybill.localcloud.athena.bridge;

import java.util.List;

/**
 * View of a catalogue.
 *
 * @param name the name in lower case
 * @param query the text of the query
 * @param database the default database of the query
 * @param columns the columns with Trino types
 */
public record ViewEntry(String name, String query, String database, List<ResultColumn> columns)
    implements CatalogueEntry {
  public ViewEntry {
    columns = List.copyOf(columns);
  }
}
