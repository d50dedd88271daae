package dev.waybill.localcloud.athena.hive;

import dev.waybill.localcloud.athena.bridge.SqlFailure;
import java.util.ArrayList;
import java.util.List;

/** Takes a statement of Hive's apart. Not thread-safe. */
final class Lexer {
  private final String sql;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;

  private Lexer(String sql) {
    this.sql = sql;
  }

  /**
   * The tokens, an END last.
   *
   * @throws SqlFailure when a quote or a comment is not closed
   */
  static List<Token> tokens(String sql) {
    Lexer lexer = new Lexer(sql);
    while (lexer.at < sql.length()) {
      lexer.step();
    }
    lexer.add(Token.Kind.END, "<EOF>", lexer.at);
    return lexer.tokens;
  }

  private void step() {
    char c = sql.charAt(at);
    if (Character.isWhitespace(c)) {
      skipTo(at + 1);
    } else if (sql.startsWith("--", at)) {
      int end = sql.indexOf('\n', at);
      skipTo(end < 0 ? sql.length() : end);
    } else if (sql.startsWith("/*", at)) {
      skipTo(closed("*/", at + 2) + 2);
    } else if (c == '\'' || c == '"') {
      text(c);
    } else if (c == '`') {
      int end = closed("`", at + 1);
      add(Token.Kind.NAME, sql.substring(at + 1, end), end + 1);
    } else {
      wordOrSign(c);
    }
  }

  private void wordOrSign(char c) {
    int end = at;
    while (end < sql.length() && isWord(sql.charAt(end))) {
      end++;
    }
    if (end > at) {
      add(Token.Kind.WORD, sql.substring(at, end), end);
    } else {
      add(Token.Kind.SIGN, String.valueOf(c), at + 1);
    }
  }

  private static boolean isWord(char c) {
    return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
  }

  /** A backslash takes the next character as it is. */
  private void text(char quote) {
    StringBuilder text = new StringBuilder();
    int end = at + 1;
    while (end < sql.length() && sql.charAt(end) != quote) {
      boolean escape = sql.charAt(end) == '\\' && end + 1 < sql.length();
      end += escape ? 1 : 0;
      text.append(sql.charAt(end++));
    }
    if (end == sql.length()) {
      throw failure("a quote is not closed");
    }
    add(Token.Kind.TEXT, text.toString(), end + 1);
  }

  private int closed(String end, int from) {
    int found = sql.indexOf(end, from);
    if (found < 0) {
      throw failure("missing " + end);
    }
    return found;
  }

  private void add(Token.Kind kind, String text, int end) {
    tokens.add(new Token(kind, text, line, at - lineStart + 1));
    skipTo(end);
  }

  private void skipTo(int end) {
    for (; at < end; at++) {
      if (sql.charAt(at) == '\n') {
        line++;
        lineStart = at + 1;
      }
    }
  }

  private SqlFailure failure(String message) {
    return new SqlFailure("SYNTAX_ERROR", SqlFailure.Blame.USER, line, at - lineStart + 1, message);
  }
}
