package dev.waybill.localcloud.athena.hive;

/**
 * A piece of a statement.
 *
 * @param text without quotes
 * @param line from 1
 * @param column from 1
 */
record Token(Kind kind, String text, int line, int column) {
  enum Kind {
    /** A word, which may be a keyword. */
    WORD,
    /** A name in backquotes, which is none. */
    NAME,
    /** Text in quotes. */
    TEXT,
    /** A single character. */
    SIGN,
    /** After the last. */
    END
  }

  boolean is(String word) {
    boolean plain = kind == Kind.WORD || kind == Kind.SIGN;
    return plain && text.equalsIgnoreCase(word);
  }
}
