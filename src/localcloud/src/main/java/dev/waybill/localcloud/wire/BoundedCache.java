package dev.waybill.localcloud.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Cache of per-key values. Callers choose the keys, so it is cleared when it reaches its limit.
 * Thread-safe.
 */
public final class BoundedCache<K, V> {
  private static final int MAX_ENTRIES = 1000;

  private final Map<K, V> values = new ConcurrentHashMap<>();
  private final Function<K, V> loader;

  /**
   * @param loader the function that computes a value; its exceptions are passed to the caller
   */
  public BoundedCache(Function<K, V> loader) {
    this.loader = loader;
  }

  /** Returns the cached value of a key, or computes and caches it. */
  public V get(K key) {
    if (values.size() >= MAX_ENTRIES) {
      values.clear();
    }
    return values.computeIfAbsent(key, loader);
  }
}
