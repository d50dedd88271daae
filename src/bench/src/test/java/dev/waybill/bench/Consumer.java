package dev.waybill.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What consumes notifications, as a process.
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
   * As many for all, but for those that would take minutes, which are slow for no want of warmth.
   */
  int warm(int objects) {
    return share < SLOW ? objects(objects) : objects;
  }

  String fileName() {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }
}
