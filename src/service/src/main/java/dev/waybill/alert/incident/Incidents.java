package dev.waybill.alert.incident;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.EventHeader;
import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.FindingEvent;
import dev.waybill.alert.FindingLimits;
import dev.waybill.alert.Report;
import dev.waybill.alert.incident.IncidentStore.Versioned;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Registry of incidents: stores reports and returns the events to deliver. Each returned event is
 * stored as pending before the method returns; its receiver delivers the event and then calls
 * {@link #delivered} or {@link #failed}. Thread-safe; replicas share the store.
 */
public final class Incidents {
  /** Each event may be as large as {@link FindingLimits#MAX_BYTES}. */
  private static final int MAX_IN_FLIGHT = 256;

  private final IncidentStore store;
  private final IncidentPolicy policy;
  private final FindingEvent events;
  private final Clock clock;
  private final StormLimiter storm;
  private final OptimisticRetry retry = new OptimisticRetry();
  private final InFlightEvents inFlight = new InFlightEvents(MAX_IN_FLIGHT);

  public Incidents(IncidentStore store, IncidentPolicy policy, FindingEvent events, Clock clock) {
    this.store = store;
    this.policy = policy;
    this.events = events;
    this.clock = clock;
    this.storm = new StormLimiter(policy.storm());
  }

  /**
   * Registers a report durably. A finding with a {@link dev.waybill.alert.OccurrenceStats#report()}
   * that is already registered changes nothing.
   *
   * @return events to deliver now
   * @throws RuntimeException when the store is unreachable, or the write lost to other writers too
   *     often; the report may be registered, and the caller must repeat it
   */
  public List<AlertEvent> register(Report report) {
    if (report instanceof Finding finding) {
      return register(FindingLimits.limited(finding));
    }
    FindingEnd end = (FindingEnd) report;
    return change(
        Incident.name(end.rule(), end.uid()),
        it -> it.end(end).withDueEvent(clock.instant(), policy));
  }

  private List<AlertEvent> register(Finding finding) {
    List<AlertEvent> due = new ArrayList<>();
    String name = Incident.name(finding.rule(), finding.uid());
    Finding sum = StormFinding.of(finding, policy.storm(), clock.instant());
    retry.until(
        name,
        () -> {
          Optional<Versioned> stored = store.find(name);
          Incident before = stored.map(Versioned::incident).orElse(null);
          return (before != null && before.knows(finding))
              || isWritten(before, next(finding, before, sum, due), version(stored), due);
        });
    return due;
  }

  private Incident next(
      Finding finding, @Nullable Incident before, Finding sum, List<AlertEvent> due) {
    Instant now = clock.instant();
    boolean list = isTooMany(finding, before, now);
    if (list && (before == null || before.endReason() != null)) {
      // First, so that no incident is only listed without the finding that stands for it.
      due.addAll(register(sum));
    }
    Incident next =
        before == null ? Incident.open(finding, now, list) : before.withReport(finding, now, list);
    return next.withDueEvent(now, policy);
  }

  private boolean isTooMany(Finding finding, @Nullable Incident before, Instant now) {
    return (before == null || before.isReopenedByReport())
        && !finding.rule().equals(StormFinding.RULE)
        && !storm.admits(finding.rule(), now);
  }

  private static @Nullable String version(Optional<Versioned> stored) {
    return stored.map(Versioned::version).orElse(null);
  }

  /**
   * Records that every sink accepted an event, or that the event is kept for the sink.
   *
   * @return next events to deliver of the same incident
   * @throws RuntimeException when the store is unreachable; the event is delivered again later
   */
  public List<AlertEvent> delivered(AlertEvent event) {
    inFlight.remove(event.eventId());
    return change(
        Incident.name(event.rule(), event.uid()),
        it -> it.delivered(event.eventId()).withDueEvent(clock.instant(), policy));
  }

  /** Records a failed delivery; the same event is delivered again later. */
  public void failed(AlertEvent event) {
    inFlight.remove(event.eventId());
  }

  /**
   * Applies the changes of an incident that time alone causes.
   *
   * @param due receives the events to deliver now
   * @return stored state after the check; empty when another writer has just changed it
   */
  Optional<Versioned> check(Versioned stored, List<AlertEvent> due) {
    Incident before = stored.incident();
    Instant now = clock.instant();
    storm.count(before, now);
    if (before.isStale(now, policy)) {
      return redeliver(stored, before, now, due);
    }
    Incident after = before.endIfQuiet(now, policy).withDueEvent(now, policy);
    return after.equals(before) ? Optional.of(stored) : write(before, after, stored.version(), due);
  }

  private Optional<Versioned> redeliver(
      Versioned stored, Incident before, Instant now, List<AlertEvent> due) {
    PendingDelivery pending = before.pending();
    if (pending == null || (inFlight.isFull() && !inFlight.contains(pending.eventId()))) {
      return Optional.of(stored);
    }
    Optional<Versioned> ours = store.keep(before.retriedAt(now), stored.version());
    ours.ifPresent(it -> addDue(pending, due));
    return ours;
  }

  /**
   * Returns the last delivered event of an incident that lasts and is not silenced, with its
   * current finding.
   */
  Optional<AlertEvent> active(Incident incident) {
    LastDelivery last = incident.lastDelivery();
    if (last == null
        || !incident.isKnownToSinks()
        || incident.silenceAt(clock.instant()).isPresent()) {
      return Optional.empty();
    }
    String id = PendingDelivery.id(incident.finding(), last.opened(), last.kind(), last.ordinal());
    EventHeader header =
        new EventHeader(
            id,
            last.kind(),
            last.opened(),
            last.at(),
            "",
            incident.handlingAt(clock.instant()).told());
    return Optional.of(events.of(incident.finding(), header));
  }

  Instant nextChange(Incident incident) {
    return new DeliveryRules(policy, clock.instant()).nextChange(incident);
  }

  Instant now() {
    return clock.instant();
  }

  /** Changes a stored incident; does nothing when there is none. */
  private List<AlertEvent> change(String name, UnaryOperator<Incident> step) {
    List<AlertEvent> due = new ArrayList<>();
    retry.until(
        name,
        () -> {
          Optional<Versioned> stored = store.find(name);
          if (stored.isEmpty()) {
            return true;
          }
          Incident before = stored.get().incident();
          Incident after = step.apply(before);
          return after.equals(before) || isWritten(before, after, version(stored), due);
        });
    return due;
  }

  private boolean isWritten(
      @Nullable Incident before, Incident after, @Nullable String version, List<AlertEvent> due) {
    return write(before, after, version, due).isPresent();
  }

  private Optional<Versioned> write(
      @Nullable Incident before, Incident after, @Nullable String version, List<AlertEvent> due) {
    Optional<Versioned> written = store.keep(after, version);
    if (written.isPresent()) {
      storm.count(after, clock.instant());
      PendingDelivery pending = after.pending();
      if (pending != null && (before == null || !pending.equals(before.pending()))) {
        addDue(pending, due);
      }
    }
    return written;
  }

  /** Skips an event that is in flight already, or for which there is no room now. */
  private void addDue(PendingDelivery pending, List<AlertEvent> due) {
    if (inFlight.add(pending.eventId())) {
      due.add(events.of(pending.finding(), pending.header()));
    }
  }
}
