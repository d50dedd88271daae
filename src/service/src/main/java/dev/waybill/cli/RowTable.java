package dev.waybill.cli;

import dev.waybill.record.offline.EscapedText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Table of rows, printed as they arrive. The first rows decide the column widths, and only those
 * are kept in memory. A value that is longer than its column is truncated; JSON has the whole
 * value.
 */
final class RowTable {
  private static final int SAMPLE_ROWS = 200;
  private static final int MAX_WIDTH = 60;

  private final PrintWriter out;
  private final List<String> columns;
  private final List<Map<String, String>> first = new ArrayList<>();
  private int[] widths = new int[0];

  RowTable(PrintWriter out, List<String> columns) {
    this.out = out;
    this.columns = columns;
  }

  void row(Map<String, String> row) {
    if (widths.length > 0) {
      print(row);
      return;
    }
    first.add(row);
    if (first.size() == SAMPLE_ROWS) {
      begin();
    }
  }

  /** Prints the rows that are still buffered; call it after the last row. */
  void end() {
    if (widths.length == 0 && !first.isEmpty()) {
      begin();
    }
    out.flush();
  }

  private void begin() {
    widths = columns.stream().mapToInt(this::width).toArray();
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    line(columns);
    line(rule);
    first.forEach(this::print);
    first.clear();
  }

  private int width(String column) {
    int widest = first.stream().mapToInt(row -> shown(row, column).length()).max().orElse(0);
    return Math.min(MAX_WIDTH, Math.max(widest, column.length()));
  }

  private void print(Map<String, String> row) {
    line(columns.stream().map(column -> shown(row, column)).toList());
  }

  private static String shown(Map<String, String> row, String column) {
    return EscapedText.of(row.getOrDefault(column, "-"));
  }

  private void line(List<String> values) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String value = truncate(values.get(i), widths[i]);
      line.append(value).append(" ".repeat(widths[i] - value.length() + 2));
    }
    out.println(line.toString().stripTrailing());
  }

  private static String truncate(String value, int width) {
    return value.length() <= width ? value : value.substring(0, width - 1) + "…";
  }
}
