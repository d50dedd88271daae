package dev.waybill.provenance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Bounded, thread-safe cache that evicts the least recently used entry. */
final class LruCache<K, V> {
  private static final float LOAD_FACTOR = 0.75f;
  private static final int INITIAL_CAPACITY = 16;

  private final Map<K, V> values;

  /**
   * @param maxEntries limit above which the least recently used entry is evicted
   */
  LruCache(int maxEntries) {
    values =
        new LinkedHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > maxEntries;
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
