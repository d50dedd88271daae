package dev.waybill.record.attributes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Texts for the differences between sealed attributes and those of an object. */
final class AttributeDifferences {
  private static final int MAX_VALUE_LENGTH = 200;

  private AttributeDifferences() {}

  /** Returns one text for each name with another value, in the order of the names. */
  static List<String> of(Map<String, String> sealed, Map<String, String> actual) {
    TreeSet<String> names = new TreeSet<>(sealed.keySet());
    names.addAll(actual.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String expected = sealed.get(name);
      String found = actual.get(name);
      if (expected == null || !expected.equals(found)) {
        differences.add(name + " is " + shown(found) + ", sealed is " + shown(expected));
      }
    }
    return differences;
  }

  private static String shown(@Nullable String value) {
    if (value == null) {
      return "none";
    }
    return value.length() <= MAX_VALUE_LENGTH
        ? '"' + value + '"'
        : '"' + value.substring(0, MAX_VALUE_LENGTH) + "…\"";
  }
}
