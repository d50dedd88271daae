package dev.waybill.localcloud.athena.bridge;

import java.util.List;

/**
 * A view.
 *
 * @param query its text
 * @param database where names without one are looked up
 * @param columns with Trino's types
 */
public record ViewEntry(String name, String query, String database, List<ResultColumn> columns)
    implements CatalogueEntry {
  public ViewEntry {
    columns = List.copyOf(columns);
  }
}
