package dev.waybill.reconcile.row;

import org.jspecify.annotations.Nullable;

/** Limits for untrusted text in rows. */
final class RowText {
  /** Longest key of S3 in bytes, and therefore in characters. */
  static final int MAX_KEY = 1024;

  static final int MAX_TEXT = 256;

  private RowText() {}

  /** Returns a text of at most as many characters, cut between whole characters. */
  static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
  }

  static @Nullable String cutOrNull(@Nullable String text, int max) {
    return text == null ? null : cut(text, max);
  }
}
