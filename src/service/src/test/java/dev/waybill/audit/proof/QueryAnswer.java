package dev.waybill.audit.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.Row;

/**
 * Answer of a query.
 *
 * @param columns types by column, in order
 * @param rows values by column; an empty value for NULL
 */
record QueryAnswer(Map<String, String> columns, List<Map<String, String>> rows) {
  /** Returns the answer from pages of results; the first row holds the column names. */
  static QueryAnswer of(List<ColumnInfo> columns, List<Row> rows) {
    Map<String, String> types = new LinkedHashMap<>();
    columns.forEach(it -> types.put(it.name(), it.type()));
    List<String> names = List.copyOf(types.keySet());
    List<Map<String, String>> answer = new ArrayList<>();
    for (Row row : rows.subList(Math.min(1, rows.size()), rows.size())) {
      Map<String, String> values = new LinkedHashMap<>();
      List<Datum> data = row.data();
      for (int i = 0; i < names.size(); i++) {
        String value = data.get(i).varCharValue();
        values.put(names.get(i), value == null ? "" : value);
      }
      answer.add(values);
    }
    return new QueryAnswer(types, answer);
  }

  /** Returns the values of a column, in order. */
  List<String> all(String column) {
    return rows.stream().map(it -> it.getOrDefault(column, "")).toList();
  }
}
