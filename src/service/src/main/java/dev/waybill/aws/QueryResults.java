package dev.waybill.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.Row;

/** Rows of an ended query, read page by page; at most 1,000 rows are in memory. */
public final class QueryResults {
  private static final int PAGE_SIZE = 1000;

  private final AthenaClient athena;

  public QueryResults(AthenaClient athena) {
    this.athena = athena;
  }

  /**
   * Passes every row to a consumer, in order.
   *
   * @param queryId id of a successful query
   * @param rows receives one map per row: values by column name in lower case, without columns that
   *     are NULL. The consumer may keep and change the map
   * @throws software.amazon.awssdk.core.exception.SdkException when a page cannot be read
   */
  public void read(String queryId, Consumer<Map<String, String>> rows) {
    boolean first = true;
    for (GetQueryResultsResponse page :
        athena.getQueryResultsPaginator(
            get -> get.queryExecutionId(queryId).maxResults(PAGE_SIZE))) {
      List<String> columns = columns(page);
      List<Row> pageRows = page.resultSet().rows();
      // Athena's first row repeats the names of the columns.
      int from = first && !pageRows.isEmpty() && isHeader(pageRows.get(0), columns) ? 1 : 0;
      pageRows.subList(from, pageRows.size()).forEach(row -> rows.accept(values(row, columns)));
      first = false;
    }
  }

  private static List<String> columns(GetQueryResultsResponse page) {
    return page.resultSet().resultSetMetadata().columnInfo().stream()
        .map(it -> it.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static boolean isHeader(Row row, List<String> columns) {
    return row.data().stream()
        .map(it -> String.valueOf(it.varCharValue()).toLowerCase(Locale.ROOT))
        .toList()
        .equals(columns);
  }

  private static Map<String, String> values(Row row, List<String> columns) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String value = row.data().get(i).varCharValue();
      if (value != null) {
        values.put(columns.get(i), value);
      }
    }
    return values;
  }
}
