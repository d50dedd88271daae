package dev.waybill.audit.cases;

import dev.waybill.alert.IncidentName;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Principals or addresses of a case with the times of their events, bounded: names beyond the limit
 * are left out and tie nothing.
 *
 * @param spans times by name; names are untrusted input
 */
record CaseTies(Map<String, TimeSpan> spans) {
  /** Limit of names; the earliest ones stay. */
  static final int MAX_NAMES = 50;

  /** Limit of a name in characters; a longer one is its first characters and its SHA-256. */
  static final int MAX_LENGTH = 200;

  private static final int KEPT_LENGTH = 100;

  CaseTies {
    spans = Map.copyOf(earliest(spans));
  }

  private static Map<String, TimeSpan> earliest(Map<String, TimeSpan> spans) {
    if (spans.size() <= MAX_NAMES) {
      return spans;
    }
    Map<String, TimeSpan> kept = new TreeMap<>();
    inOrder(spans).stream().limit(MAX_NAMES).forEach(it -> kept.put(it.getKey(), it.getValue()));
    return kept;
  }

  private static List<Map.Entry<String, TimeSpan>> inOrder(Map<String, TimeSpan> spans) {
    return spans.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, TimeSpan> it) -> it.getValue().first())
                .thenComparing(Map.Entry::getKey))
        .toList();
  }

  static CaseTies of(Set<String> names, TimeSpan span) {
    Map<String, TimeSpan> spans = new TreeMap<>();
    names.forEach(it -> spans.put(shortened(it), span));
    return new CaseTies(spans);
  }

  private static String shortened(String name) {
    if (name.length() <= MAX_LENGTH) {
      return name;
    }
    int end =
        Character.isHighSurrogate(name.charAt(KEPT_LENGTH - 1)) ? KEPT_LENGTH - 1 : KEPT_LENGTH;
    return name.substring(0, end) + "…" + IncidentName.of(name);
  }

  CaseTies and(CaseTies other) {
    Map<String, TimeSpan> all = new TreeMap<>(spans);
    other.spans.forEach((name, span) -> all.merge(name, span, TimeSpan::and));
    return new CaseTies(all);
  }

  /** Returns whether both have a name in common, with events that are near each other. */
  boolean isNear(CaseTies other, Duration within) {
    return spans.entrySet().stream()
        .anyMatch(
            it -> {
              TimeSpan span = other.spans.get(it.getKey());
              return span != null && span.isNear(it.getValue(), within);
            });
  }

  /** Returns the names in the order of their first events. */
  List<String> names() {
    return inOrder(spans).stream().map(Map.Entry::getKey).toList();
  }
}
