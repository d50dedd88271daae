package dev.waybill.localcloud.athena.bridge;

import java.util.List;

/**
 * View to create.
 *
 * @param database the database of the view
 * @param name the name in lower case
 * @param replace true to replace an existing view
 * @param query the text of the query as written
 * @param columns the columns of the query's result
 */
public record NewView(
    String database, String name, boolean replace, String query, List<ResultColumn> columns) {
  public NewView {
    columns = List.copyOf(columns);
  }
}
