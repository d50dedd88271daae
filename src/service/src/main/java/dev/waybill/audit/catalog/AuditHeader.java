package dev.waybill.audit.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Header of an audit's file, which is comment lines with keys and values, and the SQL after it.
 *
 * @param entries entries by key, in order
 * @param sql text after the header
 * @param line line of the SQL's first character, from 1
 */
record AuditHeader(Map<String, Entry> entries, String sql, int line) {
  private static final Pattern KEY = Pattern.compile("-- ([a-z]+(?: [a-z]+)*):(?: (.*))?");
  private static final Pattern CONTINUED = Pattern.compile("-- {2,}(\\S.*)");

  /**
   * Value of a key.
   *
   * @param line line of the key, from 1
   */
  record Entry(int line, String value) {}

  static AuditHeader read(String file, String text, List<Problem> problems) {
    List<String> lines = text.lines().toList();
    Map<String, Entry> entries = new LinkedHashMap<>();
    String key = "";
    int at = 0;
    for (; at < lines.size() && lines.get(at).startsWith("--"); at++) {
      String line = lines.get(at).stripTrailing();
      Matcher begin = KEY.matcher(line);
      Matcher more = CONTINUED.matcher(line);
      if (begin.matches()) {
        key = begin.group(1);
        add(file, entries, key, new Entry(at + 1, strip(begin.group(2))), problems);
      } else if (more.matches() && !key.isEmpty()) {
        entries.computeIfPresent(key, (k, e) -> continued(e, more.group(1)));
      } else if (!line.equals("--")) {
        problems.add(
            new Problem(file, at + 1, "is not \"-- key: value\" or \"--   continuation\""));
      }
    }
    while (at < lines.size() && lines.get(at).isBlank()) {
      at++;
    }
    return new AuditHeader(entries, String.join("\n", lines.subList(at, lines.size())), at + 1);
  }

  private static String strip(@Nullable String value) {
    return value == null ? "" : value.strip();
  }

  private static Entry continued(Entry entry, String more) {
    return new Entry(entry.line(), (entry.value() + " " + more.strip()).strip());
  }

  private static void add(
      String file, Map<String, Entry> entries, String key, Entry entry, List<Problem> problems) {
    Entry before = entries.put(key, entry);
    if (before != null) {
      problems.add(new Problem(file, entry.line(), key + " is already in line " + before.line()));
    }
  }
}
