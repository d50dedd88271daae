package dev.waybill.alert.incident;

import java.util.HashSet;
import java.util.Set;

/** Bounded set of the ids of events that this process is delivering. Thread-safe. */
final class InFlightEvents {
  private final int limit;
  private final Set<String> ids = new HashSet<>();

  /**
   * @param limit largest number of events; each event may be large
   */
  InFlightEvents(int limit) {
    this.limit = limit;
  }

  /** Adds an event; returns false when it is in flight already or the limit is reached. */
  synchronized boolean add(String eventId) {
    return ids.size() < limit && ids.add(eventId);
  }

  synchronized boolean contains(String eventId) {
    return ids.contains(eventId);
  }

  synchronized boolean isFull() {
    return ids.size() >= limit;
  }

  synchronized void remove(String eventId) {
    ids.remove(eventId);
  }
}
