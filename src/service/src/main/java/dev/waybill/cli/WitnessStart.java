package dev.waybill.cli;

import java.util.List;

/**
 * Witness that answers requests.
 *
 * @param url its submission prefix
 * @param name its name
 * @param keys its vkeys
 * @param logs the origins of the logs that it knows
 * @param state place of its state
 */
public record WitnessStart(
    String url, String name, List<String> keys, List<String> logs, String state) {
  public WitnessStart {
    keys = List.copyOf(keys);
    logs = List.copyOf(logs);
  }
}
