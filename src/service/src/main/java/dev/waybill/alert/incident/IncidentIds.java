package dev.waybill.alert.incident;

import dev.waybill.alert.FindingLimits;
import dev.waybill.alert.IncidentName;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Search for incidents by what people type: the first characters of the hash of the uid, the whole
 * name with the rule, or the uid.
 *
 * @param names names of all incidents
 */
record IncidentIds(List<String> names) {
  private static final int MIN_LENGTH = 4;
  private static final int MAX_NEAREST = 3;

  /**
   * Returns the name of the incident that a person means.
   *
   * @throws UndecidableIncidentException when there is none, or there are several
   */
  String name(String typed) {
    List<String> found = names.stream().filter(name -> isMeant(name, typed)).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.size() > 1) {
      throw new UndecidableIncidentException(
          found.size() + " incidents have the id " + typed + "; type one of " + nearest(typed));
    }
    throw new UndecidableIncidentException(
        "no incident has the id "
            + typed
            + (names.isEmpty()
                ? "; there are no incidents"
                : "; the nearest are " + nearest(typed)));
  }

  private static boolean isMeant(String name, String typed) {
    return name.equals(typed)
        || hash(name).equals(IncidentName.of(FindingLimits.uid(typed)))
        || (typed.length() >= MIN_LENGTH && hash(name).startsWith(typed.toLowerCase(Locale.ROOT)));
  }

  private static String hash(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** Returns the names that differ least from what was typed. */
  String nearest(String typed) {
    return names.stream()
        .sorted(
            Comparator.comparingInt((String name) -> differences(hash(name), typed))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MAX_NEAREST)
        .map(IncidentIds::shown)
        .collect(Collectors.joining(", "));
  }

  private static String shown(String name) {
    String rule = name.substring(0, Math.max(0, name.lastIndexOf('/')));
    String hash = hash(name);
    return hash.substring(0, Math.min(hash.length(), IncidentName.SHORT)) + " (" + rule + ")";
  }

  private static int differences(String hash, String typed) {
    int count = 0;
    for (int at = 0; at < typed.length(); at++) {
      count += at < hash.length() && hash.charAt(at) == typed.charAt(at) ? 0 : 1;
    }
    return count;
  }
}
