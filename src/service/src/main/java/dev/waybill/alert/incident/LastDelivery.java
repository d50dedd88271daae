package dev.waybill.alert.incident;

import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.Severity;
import java.time.Instant;

/**
 * Last event of an incident that every sink accepted, or that is kept for the sink.
 *
 * @param kind begin, update or end
 * @param ordinal number of the event within the incident, from 1
 * @param severity severity in the event
 * @param count number of occurrences in the event
 * @param resources number of affected resources in the event
 * @param opened time at which the incident of the event was opened
 * @param at time at which the event was created
 * @param decision number of the latest decision that an event has told; 0 for none
 */
public record LastDelivery(
    Kind kind,
    int ordinal,
    Severity severity,
    long count,
    long resources,
    Instant opened,
    Instant at,
    int decision) {

  static LastDelivery of(PendingDelivery delivered) {
    return new LastDelivery(
        delivered.kind(),
        delivered.ordinal(),
        delivered.finding().severity(),
        delivered.finding().occurrences().count(),
        delivered.finding().affected().total(),
        delivered.opened(),
        delivered.at(),
        delivered.decision());
  }
}
