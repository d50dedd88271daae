package dev.waybill.localcloud.athena.hive;

import dev.waybill.localcloud.athena.bridge.SqlFailure;
import java.util.ArrayList;
import java.util.List;

/** Lexer of Hive statements. Not thread-safe. */
final class Lexer {
  private final String sql;
  private final List<Token> tokens = new ArrayList<>();
  private int position;
  private int line = 1;
  private int lineStart;

  private Lexer(String sql) {
    this.sql = sql;
  }

  /**
   * Returns the tokens, followed by an END token.
   *
   * @throws SqlFailure if a quote or a comment is not closed
   */
  static List<Token> tokens(String sql) {
    Lexer lexer = new Lexer(sql);
    while (lexer.position < sql.length()) {
      lexer.readToken();
    }
    lexer.add(Token.Kind.END, "<EOF>", lexer.position);
    return lexer.tokens;
  }

  private void readToken() {
    char c = sql.charAt(position);
    if (Character.isWhitespace(c)) {
      skipTo(position + 1);
    } else if (sql.startsWith("--", position)) {
      int end = sql.indexOf('\n', position);
      skipTo(end < 0 ? sql.length() : end);
    } else if (sql.startsWith("/*", position)) {
      skipTo(indexOfEnd("*/", position + 2) + 2);
    } else if (c == '\'' || c == '"') {
      readText(c);
    } else if (c == '`') {
      int end = indexOfEnd("`", position + 1);
      add(Token.Kind.NAME, sql.substring(position + 1, end), end + 1);
    } else {
      readWordOrSign(c);
    }
  }

  private void readWordOrSign(char c) {
    int end = position;
    while (end < sql.length() && isWord(sql.charAt(end))) {
      end++;
    }
    if (end > position) {
      add(Token.Kind.WORD, sql.substring(position, end), end);
    } else {
      add(Token.Kind.SIGN, String.valueOf(c), position + 1);
    }
  }

  private static boolean isWord(char c) {
    return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
  }

  /** Reads quoted text. A backslash escapes the next character. */
  private void readText(char quote) {
    StringBuilder text = new StringBuilder();
    int end = position + 1;
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

  private int indexOfEnd(String end, int from) {
    int found = sql.indexOf(end, from);
    if (found < 0) {
      throw failure("missing " + end);
    }
    return found;
  }

  private void add(Token.Kind kind, String text, int end) {
    tokens.add(new Token(kind, text, line, position - lineStart + 1));
    skipTo(end);
  }

  private void skipTo(int end) {
    for (; position < end; position++) {
      if (sql.charAt(position) == '\n') {
        line++;
        lineStart = position + 1;
      }
    }
  }

  private SqlFailure failure(String message) {
    return new SqlFailure(
        "SYNTAX_ERROR", SqlFailure.Kind.USER, line, position - lineStart + 1, message);
  }
}
