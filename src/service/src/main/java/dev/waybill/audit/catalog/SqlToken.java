package dev.waybill.audit.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a statement, as Trino's lexer tells them apart.
 *
 * @param start offset of its first character
 * @param end offset after its last
 * @param closed whether its quote or comment ends
 */
record SqlToken(Kind kind, int start, int end, boolean closed) {
  enum Kind {
    CODE,
    TEXT,
    NAME,
    COMMENT
  }

  /** The parts of a statement, in order and without a gap. */
  static List<SqlToken> of(String sql) {
    List<SqlToken> parts = new ArrayList<>();
    int code = 0;
    int at = 0;
    while (at < sql.length()) {
      if (!begins(sql, at)) {
        at++;
        continue;
      }
      if (at > code) {
        parts.add(new SqlToken(Kind.CODE, code, at, true));
      }
      SqlToken part = at(sql, at);
      parts.add(part);
      at = part.end();
      code = at;
    }
    if (at > code) {
      parts.add(new SqlToken(Kind.CODE, code, at, true));
    }
    return parts;
  }

  private static boolean begins(String sql, int at) {
    char c = sql.charAt(at);
    return c == '\''
        || c == '"'
        || c == '`'
        || sql.startsWith("--", at)
        || sql.startsWith("/*", at);
  }

  private static SqlToken at(String sql, int at) {
    char c = sql.charAt(at);
    if (c == '-') {
      int end = sql.indexOf('\n', at);
      return new SqlToken(Kind.COMMENT, at, end < 0 ? sql.length() : end, true);
    }
    if (c == '/') {
      return upTo(sql, at, Kind.COMMENT, sql.indexOf("*/", at + 2), 2);
    }
    return upTo(sql, at, c == '\'' ? Kind.TEXT : Kind.NAME, closing(sql, at + 1, c), 1);
  }

  private static SqlToken upTo(String sql, int at, Kind kind, int end, int length) {
    return end < 0
        ? new SqlToken(kind, at, sql.length(), false)
        : new SqlToken(kind, at, end + length, true);
  }

  /** A doubled quote stands for itself. */
  private static int closing(String sql, int from, char quote) {
    int end = sql.indexOf(quote, from);
    while (end >= 0 && end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
      end = sql.indexOf(quote, end + 2);
    }
    return end;
  }
}
