package dev.waybill.fixity.second;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fields of a row. The message is the rest of the line, whatever its quotes are, because S3 quotes
 * it wrongly in rows that failed; no other field holds a comma.
 *
 * @param columns bucket, key, version id, status, and error code and HTTP status in either order
 * @param message the message as it is in the line
 */
record RowFields(List<String> columns, String message) {
  static final int BUCKET = 0;
  static final int KEY = 1;
  static final int VERSION = 2;
  static final int STATUS = 3;
  private static final int FIRST_CODE = 4;
  private static final int COLUMNS = 6;

  RowFields {
    columns = List.copyOf(columns);
  }

  /** Splits a line; empty when it has too few fields. */
  static Optional<RowFields> split(String line) {
    List<String> columns = new ArrayList<>();
    int begin = 0;
    while (columns.size() < COLUMNS) {
      int comma = line.indexOf(',', begin);
      if (comma < 0) {
        return Optional.empty();
      }
      columns.add(unquoted(line.substring(begin, comma).strip()));
      begin = comma + 1;
    }
    return Optional.of(new RowFields(columns, line.substring(begin).strip()));
  }

  static String unquoted(String field) {
    return field.length() > 1 && field.startsWith("\"") && field.endsWith("\"")
        ? field.substring(1, field.length() - 1)
        : field;
  }

  String column(int index) {
    return columns.get(index);
  }

  /** Returns the HTTP status, which is the column of digits; 0 when there is none. */
  int httpStatus() {
    return codes().stream()
        .filter(it -> it.matches("[0-9]{3}"))
        .findFirst()
        .map(Integer::parseInt)
        .orElse(0);
  }

  /** Returns the error code, which is the column that is no HTTP status; empty for none. */
  String errorCode() {
    return codes().stream()
        .filter(it -> !it.matches("[0-9]{3}") && !it.isEmpty() && !it.equals("null"))
        .findFirst()
        .orElse("");
  }

  private List<String> codes() {
    return columns.subList(FIRST_CODE, COLUMNS);
  }
}
