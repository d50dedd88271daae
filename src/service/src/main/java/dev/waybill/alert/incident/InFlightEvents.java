package dev.waybill.alert.incident;

import java.util.HashSet;
import java.util.Set;

/** The events that this process is telling, by their ids; bounded, as each may be large. */
final class InFlightEvents {
  private final int most;
  private final Set<String> ids = new HashSet<>();

  InFlightEvents(int most) {
    this.most = most;
  }

  /** Whether there is room; then it is under way. */
  synchronized boolean add(String eventId) {
    return ids.size() < most && ids.add(eventId);
  }

  synchronized boolean has(String eventId) {
    return ids.contains(eventId);
  }

  synchronized boolean isFull() {
    return ids.size() >= most;
  }

  synchronized void remove(String eventId) {
    ids.remove(eventId);
  }
}
