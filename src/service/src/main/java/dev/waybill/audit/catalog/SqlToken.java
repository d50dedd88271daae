package dev.waybill.audit.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * Token of a statement: code, quoted text, quoted name or comment, as Trino's lexer separates them.
 *
 * @param start offset of the first character
 * @param end offset after the last character
 * @param closed whether the quote or comment ends
 */
record SqlToken(Kind kind, int start, int end, boolean closed) {
  enum Kind {
    CODE,
    TEXT,
    NAME,
    COMMENT
  }

  /** Returns the tokens of a statement, in order and without a gap. */
  static List<SqlToken> of(String sql) {
    List<SqlToken> tokens = new ArrayList<>();
    int code = 0;
    int at = 0;
    while (at < sql.length()) {
      if (!startsToken(sql, at)) {
        at++;
        continue;
      }
      if (at > code) {
        tokens.add(new SqlToken(Kind.CODE, code, at, true));
      }
      SqlToken token = at(sql, at);
      tokens.add(token);
      at = token.end();
      code = at;
    }
    if (at > code) {
      tokens.add(new SqlToken(Kind.CODE, code, at, true));
    }
    return tokens;
  }

  private static boolean startsToken(String sql, int at) {
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

  /** Finds the closing quote; a doubled quote is an escaped quote. */
  private static int closing(String sql, int from, char quote) {
    int end = sql.indexOf(quote, from);
    while (end >= 0 && end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
      end = sql.indexOf(quote, end + 2);
    }
    return end;
  }
}
