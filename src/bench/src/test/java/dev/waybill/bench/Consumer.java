package dev.waybill.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Process that consumes notifications.
 *
 * @param name as tables show it
 * @param share of a batch's objects, so that every batch takes seconds
 * @param command arguments after and including the program
 * @param environment besides what all get
 */
record Consumer(String name, double share, List<String> command, Map<String, String> environment) {
  private static final double SLOW = 0.1;

  int objects(int batch) {
    return Math.max(10, (int) (batch * share));
  }

  /**
   * Returns the number of warm-up objects. Slow consumers get fewer, because warmth is not what
   * they lack and the same number would take minutes.
   */
  int warm(int objects) {
    return share < SLOW ? objects(objects) : objects;
  }

  String fileName() {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }
}
