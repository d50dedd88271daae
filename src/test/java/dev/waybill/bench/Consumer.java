package dev.waybill.bench;

import java.util.List;
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
  int objects(int batch) {
    return Math.max(10, (int) (batch * share));
  }

  String fileName() {
    return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }
}
