package dev.waybill.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A bounded memory that forgets what was not asked for the longest. Thread-safe. */
final class RecentlyUsed<K, V> {
  private static final float LOAD = 0.75f;
  private static final int FIRST = 16;

  private final Map<K, V> values;

  /**
   * @param most entries kept
   */
  RecentlyUsed(int most) {
    values =
        new LinkedHashMap<>(FIRST, LOAD, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  synchronized Optional<V> get(K key) {
    return Optional.ofNullable(values.get(key));
  }

  synchronized void put(K key, V value) {
    values.put(key, value);
  }
}
