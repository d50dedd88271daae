package dev.waybill.reconcile.place;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Items by their times. A search takes logarithmic time, because every principal that may write can
 * make a key with very many versions.
 */
final class VersionTimes<T> {
  private final TreeMap<Instant, Deque<T>> items = new TreeMap<>();

  void add(Instant time, T item) {
    items.computeIfAbsent(time, it -> new ArrayDeque<>(1)).add(item);
  }

  /** Removes and returns the item that is nearest to a time, within both limits. */
  Optional<T> take(Instant time, Duration before, Duration after) {
    Optional<Map.Entry<Instant, Deque<T>>> nearest = nearest(time, before, after);
    nearest.filter(it -> it.getValue().size() == 1).ifPresent(it -> items.remove(it.getKey()));
    return nearest.map(it -> it.getValue().poll());
  }

  /** Returns the item that is nearest to a time, within both limits. */
  Optional<T> find(Instant time, Duration before, Duration after) {
    return nearest(time, before, after).map(it -> it.getValue().peek());
  }

  private Optional<Map.Entry<Instant, Deque<T>>> nearest(
      Instant time, Duration before, Duration after) {
    Optional<Map.Entry<Instant, Deque<T>>> floor =
        Optional.ofNullable(items.floorEntry(time))
            .filter(it -> Duration.between(it.getKey(), time).compareTo(before) <= 0);
    Optional<Map.Entry<Instant, Deque<T>>> ceiling =
        Optional.ofNullable(items.ceilingEntry(time))
            .filter(it -> Duration.between(time, it.getKey()).compareTo(after) <= 0);
    if (floor.isEmpty() || ceiling.isEmpty()) {
      return floor.or(() -> ceiling);
    }
    Duration down = Duration.between(floor.get().getKey(), time);
    Duration up = Duration.between(time, ceiling.get().getKey());
    return down.compareTo(up) <= 0 ? floor : ceiling;
  }
}
