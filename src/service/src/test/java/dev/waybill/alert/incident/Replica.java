package dev.waybill.alert.incident;

import dev.waybill.alert.AlertEvent;
import dev.waybill.testing.HandClock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** One process of the service on a store that it shares: what it is to tell waits in it. */
final class Replica {
  final Incidents incidents;
  final IncidentWatch watch;
  private final Deque<AlertEvent> toTell = new ArrayDeque<>();

  Replica(IncidentStore store, IncidentPolicy policy, HandClock clock) {
    this.incidents = new Incidents(store, policy, TestIncidents.EVENTS, clock);
    this.watch = new IncidentWatch(store, incidents);
  }

  void report(dev.waybill.alert.Report report) {
    toTell.addAll(incidents.register(report));
  }

  void look() {
    toTell.addAll(watch.look());
  }

  /** The next event on its way, or null. */
  AlertEvent take() {
    return toTell.poll();
  }

  /** Tells all that waits to a sink. */
  void tellAll(List<AlertEvent> sink) {
    for (AlertEvent event = take(); event != null; event = take()) {
      sink.add(event);
      toTell.addAll(incidents.told(event));
    }
  }

  int waiting() {
    return toTell.size();
  }
}
