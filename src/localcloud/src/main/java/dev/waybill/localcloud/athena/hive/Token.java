package dev.waybill.localcloud.athena.hive;

/**
 * Token of a statement.
 *
 * @param kind the kind of the token
 * @param text the text without quotes
 * @param line the line, from 1
 * @param column the column, from 1
 */
record Token(Kind kind, String text, int line, int column) {
  /** Kind of a token. */
  enum Kind {
    /** Word that may be a keyword. */
    WORD,
    /** Name in backquotes, which is never a keyword. */
    NAME,
    /** Text in quotes. */
    TEXT,
    /** Single character. */
    SIGN,
    /** End of the statement. */
    END
  }

  /** Returns whether the token is an unquoted word or sign, ignoring case. */
  boolean is(String word) {
    boolean plain = kind == Kind.WORD || kind == Kind.SIGN;
    return plain && text.equalsIgnoreCase(word);
  }
}
