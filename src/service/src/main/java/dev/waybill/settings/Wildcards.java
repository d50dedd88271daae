package dev.waybill.settings;

import java.util.Arrays;

/** Comparison of names with patterns in which {@code *} stands for any characters. */
final class Wildcards {
  private Wildcards() {}

  /** Compares without a regular expression, whose time untrusted input could prolong. */
  static boolean match(String pattern, String text) {
    String[] parts = pattern.split("\\*", -1);
    String first = parts[0];
    String last = parts[parts.length - 1];
    if (parts.length == 1) {
      return text.equals(pattern);
    }
    if (!text.startsWith(first)
        || !text.endsWith(last)
        || text.length() < first.length() + last.length()) {
      return false;
    }
    String middle = text.substring(first.length(), text.length() - last.length());
    int from = 0;
    for (String part : Arrays.asList(parts).subList(1, parts.length - 1)) {
      int found = middle.indexOf(part, from);
      if (found < 0) {
        return false;
      }
      from = found + part.length();
    }
    return true;
  }
}
