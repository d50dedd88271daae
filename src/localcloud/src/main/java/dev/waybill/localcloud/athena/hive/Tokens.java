package dev.waybill.localcloud.athena.hive;

import dev.waybill.localcloud.athena.bridge.SqlFailure;
import java.util.List;
import java.util.Locale;

/** Where a parser stands in a statement. Not thread-safe. */
final class Tokens {
  private final List<Token> tokens;
  private int at;

  Tokens(String sql) {
    this.tokens = Lexer.tokens(sql);
  }

  Token peek() {
    return tokens.get(at);
  }

  Token next() {
    Token token = peek();
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  /** Takes these words if they come next. */
  boolean take(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (at + i >= tokens.size() || !tokens.get(at + i).is(words[i])) {
        return false;
      }
    }
    at += words.length;
    return true;
  }

  /** Takes these words, which must come next. */
  void require(String... words) {
    if (!take(words)) {
      throw failure("missing " + String.join(" ", words) + " at '" + peek().text() + "'");
    }
  }

  /** A name in small letters; a reserved word must stand in backquotes. */
  String name() {
    Token token = peek();
    boolean quoted = token.kind() == Token.Kind.NAME && !token.text().isBlank();
    boolean plain =
        token.kind() == Token.Kind.WORD
            && !token.text().startsWith("_")
            && !ReservedWords.contains(token.text());
    if (!quoted && !plain) {
      throw failure("'" + token.text() + "' is no name; reserved words stand in backquotes");
    }
    return next().text().toLowerCase(Locale.ROOT);
  }

  /** Text in quotes. */
  String text() {
    if (peek().kind() != Token.Kind.TEXT) {
      throw failure("'" + peek().text() + "' stands where text in quotes must");
    }
    return next().text();
  }

  /** The end, after a semicolon or without. */
  void end() {
    boolean unused = take(";");
    if (peek().kind() != Token.Kind.END) {
      throw failure("mismatched input '" + peek().text() + "'; the statement ends before it");
    }
  }

  /** A syntax error at the next token. */
  SqlFailure failure(String message) {
    return new SqlFailure(
        "SYNTAX_ERROR", SqlFailure.Blame.USER, peek().line(), peek().column(), message);
  }
}
