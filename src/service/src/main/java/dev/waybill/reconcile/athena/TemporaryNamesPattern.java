package dev.waybill.reconcile.athena;

import dev.waybill.settings.TemporaryNames;
import java.util.stream.Collectors;

/** Regular expression of temporary names, for keys below the incoming prefix. */
final class TemporaryNamesPattern {
  /** Expression without a match. */
  private static final String NOTHING = "[^\\s\\S]";

  private static final String ANYTHING = "[^/]*";
  private static final String SPECIAL = "\\.[]{}()<>*+-=!?^$|&~#\"'@:%";

  private TemporaryNamesPattern() {}

  static String of(TemporaryNames names) {
    return names.patterns().isEmpty()
        ? NOTHING
        : names.patterns().stream()
            .map(TemporaryNamesPattern::of)
            .collect(Collectors.joining("|", "(^|/)(", ")"));
  }

  private static String of(String pattern) {
    StringBuilder text = new StringBuilder();
    pattern.codePoints().forEach(it -> append(text, it));
    return pattern.endsWith("/") ? text.toString() : text.append("\\z").toString();
  }

  private static void append(StringBuilder text, int character) {
    if (character == '*') {
      text.append(ANYTHING);
    } else if (character < 0x80 && SPECIAL.indexOf(character) >= 0) {
      text.append('\\').appendCodePoint(character);
    } else {
      text.appendCodePoint(character);
    }
  }
}
