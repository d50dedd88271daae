package dev.waybill.localcloud.athena.hive;

import dev.waybill.localcloud.athena.bridge.SqlFailure;
import java.util.List;
import java.util.Locale;

/** Cursor over the tokens of a statement. Not thread-safe. */
final class TokenCursor {
  private final List<Token> tokens;
  private int position;

  TokenCursor(String sql) {
    this.tokens = Lexer.tokens(sql);
  }

  /** Returns the next token without consuming it. */
  Token peek() {
    return tokens.get(position);
  }

  /** Consumes and returns the next token. */
  Token next() {
    Token token = peek();
    position = Math.min(position + 1, tokens.size() - 1);
    return token;
  }

  /** Consumes the words if they come next. Returns false otherwise. */
  boolean accept(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (position + i >= tokens.size() || !tokens.get(position + i).is(words[i])) {
        return false;
      }
    }
    position += words.length;
    return true;
  }

  /** Consumes the words, which must come next. */
  void require(String... words) {
    if (!accept(words)) {
      throw failure("missing " + String.join(" ", words) + " at '" + peek().text() + "'");
    }
  }

  /** Consumes a name and returns it in lower case. A reserved word must be in backquotes. */
  String name() {
    Token token = peek();
    boolean quoted = token.kind() == Token.Kind.NAME && !token.text().isBlank();
    boolean plain =
        token.kind() == Token.Kind.WORD
            && !token.text().startsWith("_")
            && !ReservedWords.contains(token.text());
    if (!quoted && !plain) {
      throw failure(
          "'" + token.text() + "' is not a valid name; enclose reserved words in backquotes");
    }
    return next().text().toLowerCase(Locale.ROOT);
  }

  /** Consumes and returns quoted text. */
  String quotedText() {
    if (peek().kind() != Token.Kind.TEXT) {
      throw failure("'" + peek().text() + "' is not allowed here; expecting quoted text");
    }
    return next().text();
  }

  /** Requires the end of the statement after an optional semicolon. */
  void requireEnd() {
    boolean unused = accept(";");
    if (peek().kind() != Token.Kind.END) {
      throw failure("mismatched input '" + peek().text() + "'; expecting the end of the statement");
    }
  }

  /** Returns a syntax error at the next token. */
  SqlFailure failure(String message) {
    return new SqlFailure(
        "SYNTAX_ERROR", SqlFailure.Kind.USER, peek().line(), peek().column(), message);
  }
}
