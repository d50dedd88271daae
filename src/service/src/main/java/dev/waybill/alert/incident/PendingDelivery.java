package dev.waybill.alert.incident;

import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.EventHead;
import dev.waybill.alert.Finding;
import dev.waybill.alert.IncidentName;
import java.time.Instant;

/**
 * An event that is being told. Whoever tells it, and however often, tells the same.
 *
 * @param kind whether the incident begins, goes on or ends
 * @param ordinal which event of this incident it is, from 1
 * @param finding what is told, as it was when the event was made
 * @param opened when the incident began for us
 * @param why it is over, for an end; empty for none
 * @param at when the event was made
 * @param since when somebody last began to tell it; who finds it old tells it again
 */
public record PendingDelivery(
    Kind kind,
    int ordinal,
    Finding finding,
    Instant opened,
    String why,
    Instant at,
    Instant since) {

  PendingDelivery again(Instant now) {
    return new PendingDelivery(kind, ordinal, finding, opened, why, at, now);
  }

  /** The event's id in CloudEvents: the same for the same event, and for no other. */
  public String eventId() {
    return id(finding, opened, kind, ordinal);
  }

  EventHead head() {
    return new EventHead(eventId(), kind, opened, at, why);
  }

  static String id(Finding finding, Instant opened, Kind kind, int ordinal) {
    String name = Incident.name(finding.rule(), finding.uid());
    return IncidentName.of(name + "/" + opened + "/" + kind + "/" + ordinal);
  }
}
