package dev.waybill.localcloud.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What is worked out once for each key, of which strangers may name any: at too many all are
 * forgotten. Thread-safe.
 */
public final class BoundedCache<K, V> {
  private static final int MOST = 1000;

  private final Map<K, V> known = new ConcurrentHashMap<>();
  private final Function<K, V> work;

  /**
   * @param work answers the same for the same key; what it throws is thrown to whoever asks
   */
  public BoundedCache(Function<K, V> work) {
    this.work = work;
  }

  public V get(K key) {
    if (known.size() >= MOST) {
      known.clear();
    }
    return known.computeIfAbsent(key, work);
  }
}
