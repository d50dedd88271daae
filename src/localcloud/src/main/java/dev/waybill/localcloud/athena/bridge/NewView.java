package dev.waybill.localcloud.athena.bridge;

import java.util.List;

/**
 * A view that is to be made.
 *
 * @param database where
 * @param name in small letters
 * @param replace whether one of that name is replaced
 * @param query its text, as written
 * @param columns of its result
 */
public record NewView(
    String database, String name, boolean replace, String query, List<ResultColumn> columns) {
  public NewView {
    columns = List.copyOf(columns);
  }
}
