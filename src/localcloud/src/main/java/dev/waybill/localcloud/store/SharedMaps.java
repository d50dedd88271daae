package dev.waybill.localcloud.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Single instances of small maps that many versions have in common, such as the same headers. A
 * bucket of a million versions is read from its journal, where each of them has maps of its own.
 * Callers choose the contents, so maps beyond a limit stay separate. Thread-safe.
 */
final class SharedMaps {
  private static final int MAX_MAPS = 4096;
  private static final Map<Map<String, String>, Map<String, String>> MAPS =
      new ConcurrentHashMap<>();

  private SharedMaps() {}

  /** Returns an immutable map that is equal to the given one. */
  static Map<String, String> of(Map<String, String> map) {
    Map<String, String> shared = MAPS.get(map);
    if (shared != null) {
      return shared;
    }
    Map<String, String> copy = Map.copyOf(map);
    if (MAPS.size() < MAX_MAPS) {
      MAPS.put(copy, copy);
    }
    return copy;
  }
}
