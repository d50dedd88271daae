package dev.waybill.alert.incident;

import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * Rules by which an event of an incident becomes due.
 *
 * @param policy times and limits
 * @param now the current time
 */
record DeliveryRules(IncidentPolicy policy, Instant now) {
  /** Growth of the count that makes an update worth delivering. */
  private static final int GROWTH_FACTOR = 10;

  /** Returns the event that is due when none is being delivered. */
  Optional<Kind> due(Incident incident) {
    LastDelivery last = incident.lastDelivery();
    if (last == null || last.kind() == Kind.END) {
      // The begin of an incident that is silenced already tells the silence, as an update would.
      return incident.endReason() == null && !incident.listed()
          ? Optional.of(Kind.BEGIN)
          : Optional.empty();
    }
    if (incident.endReason() != null) {
      return Optional.of(Kind.END);
    }
    boolean isUpdate =
        incident.decisions().latest() > last.decision()
            || (incident.silenceAt(now).isEmpty() && isUpdateDue(incident, last));
    return isUpdate ? Optional.of(Kind.UPDATE) : Optional.empty();
  }

  private boolean isUpdateDue(Incident incident, LastDelivery last) {
    if (hasUndeliveredResources(incident, last) && !now.isBefore(last.at().plus(policy.gather()))) {
      return true;
    }
    return incident.lastReport().isAfter(last.at())
        && (incident.finding().severity().compareTo(last.severity()) > 0
            || incident.finding().occurrences().count() / GROWTH_FACTOR >= last.count()
            || !now.isBefore(last.at().plus(policy.repeat()))
            || incident.decisions().isSilenceOver(last.at(), now));
  }

  /** Returns whether a severe incident hit resources that no event has named yet. */
  private static boolean hasUndeliveredResources(Incident incident, LastDelivery last) {
    return incident.finding().severity().compareTo(Severity.HIGH) >= 0
        && incident.finding().affected().total() > last.resources();
  }

  /** Returns the earliest time at which time alone changes the incident. */
  Instant nextChange(Incident incident) {
    PendingDelivery pending = incident.pending();
    if (pending != null) {
      return pending.since().plus(policy.lease());
    }
    if (incident.endReason() != null) {
      return Instant.MAX;
    }
    Instant quiet = incident.lastReport().plus(policy.quiet().apply(incident.finding().rule()));
    return incident
        .silenceAt(now)
        .map(Decision::until)
        .map(until -> earlier(quiet, until))
        .orElseGet(() -> nextUpdate(incident, quiet));
  }

  private Instant nextUpdate(Incident incident, Instant quiet) {
    LastDelivery last = incident.lastDelivery();
    if (last == null) {
      return quiet;
    }
    Instant next =
        incident.lastReport().isAfter(last.at())
            ? earlier(quiet, last.at().plus(policy.repeat()))
            : quiet;
    return hasUndeliveredResources(incident, last)
        ? earlier(next, last.at().plus(policy.gather()))
        : next;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
