package dev.waybill.alert.incident;

import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.Severity;
import java.time.Instant;

/**
 * The last event of an incident that every sink took, or that is kept for it.
 *
 * @param kind whether the incident began, went on or ended
 * @param ordinal which event of this incident it was, from 1
 * @param severity as it was told
 * @param count of sightings as it was told
 * @param opened when the incident that it was about began for us
 * @param at when the event was made
 */
public record LastDelivery(
    Kind kind, int ordinal, Severity severity, long count, Instant opened, Instant at) {

  static LastDelivery of(PendingDelivery telling) {
    return new LastDelivery(
        telling.kind(),
        telling.ordinal(),
        telling.finding().severity(),
        telling.finding().sightings().count(),
        telling.opened(),
        telling.at());
  }
}
