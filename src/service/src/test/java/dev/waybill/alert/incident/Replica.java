package dev.waybill.alert.incident;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.Report;
import dev.waybill.testing.ManualClock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Simulated process of the service, on a shared store, with a queue of events to deliver. */
final class Replica {
  final Incidents incidents;
  final IncidentMonitor monitor;
  private final Deque<AlertEvent> due = new ArrayDeque<>();

  Replica(IncidentStore store, IncidentPolicy policy, ManualClock clock) {
    this.incidents = new Incidents(store, policy, TestIncidents.EVENTS, clock);
    this.monitor = new IncidentMonitor(store, incidents);
  }

  void report(Report report) {
    due.addAll(incidents.register(report));
  }

  void check() {
    due.addAll(monitor.check());
  }

  /** Returns the next event to deliver, or null. */
  AlertEvent take() {
    return due.poll();
  }

  /** Delivers all due events to a sink. */
  void deliverAll(List<AlertEvent> sink) {
    for (AlertEvent event = take(); event != null; event = take()) {
      sink.add(event);
      due.addAll(incidents.delivered(event));
    }
  }

  int waiting() {
    return due.size();
  }
}
