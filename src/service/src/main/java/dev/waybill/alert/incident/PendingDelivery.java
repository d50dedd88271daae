package dev.waybill.alert.incident;

import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.EventHeader;
import dev.waybill.alert.Finding;
import dev.waybill.alert.Handling;
import dev.waybill.alert.IncidentName;
import java.time.Instant;

/**
 * Event that is being delivered. Every replica and every attempt delivers the same event.
 *
 * @param kind begin, update or end
 * @param ordinal number of the event within the incident, from 1
 * @param finding finding as it was when the event was created
 * @param opened time at which the incident was opened
 * @param why reason of an end; empty for other kinds
 * @param at time at which the event was created
 * @param since time at which the latest attempt started; a stale one is delivered again
 * @param handling decisions of people as they were when the event was created
 * @param decision number of the latest of these decisions; 0 for none
 */
public record PendingDelivery(
    Kind kind,
    int ordinal,
    Finding finding,
    Instant opened,
    String why,
    Instant at,
    Instant since,
    Handling handling,
    int decision) {

  /** Returns the same event with an attempt that starts now. */
  PendingDelivery retriedAt(Instant now) {
    return new PendingDelivery(kind, ordinal, finding, opened, why, at, now, handling, decision);
  }

  /** Returns the CloudEvents id, which is the same for the same event and unique otherwise. */
  public String eventId() {
    return id(finding, opened, kind, ordinal);
  }

  EventHeader header() {
    return new EventHeader(eventId(), kind, opened, at, why, handling);
  }

  static String id(Finding finding, Instant opened, Kind kind, int ordinal) {
    String name = Incident.name(finding.rule(), finding.uid());
    return IncidentName.of(name + "/" + opened + "/" + kind + "/" + ordinal);
  }
}
