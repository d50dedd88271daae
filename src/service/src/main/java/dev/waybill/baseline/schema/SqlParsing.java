package dev.waybill.baseline.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Parsing shared by the kinds of scripts. */
public final class SqlParsing {
  private SqlParsing() {}

  /** Returns the statement without comments, on one line. */
  public static String oneLine(String script) {
    return script
        .lines()
        .filter(it -> !it.stripLeading().startsWith("--"))
        .collect(Collectors.joining(" "))
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** Splits a list at its commas, except at those within brackets and quotes. */
  public static List<String> split(String list) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    boolean quoted = false;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted && (c == '<' || c == '(')) {
        depth++;
      } else if (!quoted && (c == '>' || c == ')')) {
        depth--;
      } else if (c == ',' && depth == 0 && !quoted) {
        parts.add(list.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(list.substring(from));
    return parts;
  }
}
