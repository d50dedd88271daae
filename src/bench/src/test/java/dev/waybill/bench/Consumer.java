package dev.waybill.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Process that consumes notifications.
 *
 * @param name name in tables
 * @param share fraction of the objects of a batch, so that every batch takes seconds
 * @param command program and its arguments
 * @param environment variables in addition to those of every consumer
 */
record Consumer(String name, double share, List<String> command, Map<String, String> environment) {
  private static final double SLOW_SHARE = 0.1;

  int objects(int batch) {
    return Math.max(10, (int) (batch * share));
  }

  /**
   * Returns the number of warm-up objects. Slow consumers get fewer, because warming up does not
   * make them faster and would take minutes.
   */
  int warmUpObjects(int objects) {
    return share < SLOW_SHARE ? objects(objects) : objects;
  }

  String fileName() {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }
}
