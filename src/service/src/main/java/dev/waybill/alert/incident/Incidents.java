package dev.waybill.alert.incident;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.Bounds;
import dev.waybill.alert.Ended;
import dev.waybill.alert.EventHead;
import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEvent;
import dev.waybill.alert.Report;
import dev.waybill.alert.incident.IncidentStore.Kept;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Registers what is reported, and says what is to be told of it. An event that a method returns is
 * in the store as being told before the method returns; whoever gets it tells it, and says then
 * that it was {@link #told} or {@link #failed}. Thread-safe; replicas share the store.
 */
public final class Incidents {
  /** Each may be as large as {@link Bounds#MOST_BYTES}. */
  private static final int MOST_UNDERWAY = 256;

  private final IncidentStore store;
  private final IncidentPolicy policy;
  private final FindingEvent events;
  private final Clock clock;
  private final Storm storm;
  private final OptimisticRetry contest = new OptimisticRetry();
  private final InFlightEvents underway = new InFlightEvents(MOST_UNDERWAY);

  public Incidents(IncidentStore store, IncidentPolicy policy, FindingEvent events, Clock clock) {
    this.store = store;
    this.policy = policy;
    this.events = events;
    this.clock = clock;
    this.storm = new Storm(policy.storm());
  }

  /**
   * Registers a report, durably. A finding that was reported before by the same {@link
   * dev.waybill.alert.OccurrenceStats#report()} changes nothing.
   *
   * @return what is to be told now
   * @throws RuntimeException when the store cannot be reached, or is contested for too long; then
   *     the report may have been registered, and is to be made again
   */
  public List<AlertEvent> register(Report report) {
    if (report instanceof Finding finding) {
      return seen(Bounds.within(finding));
    }
    Ended ended = (Ended) report;
    return change(
        Incident.name(ended.rule(), ended.uid()),
        it -> it.over(ended).next(clock.instant(), policy));
  }

  private List<AlertEvent> seen(Finding finding) {
    List<AlertEvent> toTell = new ArrayList<>();
    String name = Incident.name(finding.rule(), finding.uid());
    Finding sum = StormFinding.of(finding, policy.storm(), clock.instant());
    contest.until(
        name,
        () -> {
          Optional<Kept> kept = store.find(name);
          Incident before = kept.map(Kept::incident).orElse(null);
          return (before != null && before.knows(finding))
              || keep(before, seen(finding, before, sum, toTell), version(kept), toTell);
        });
    return toTell;
  }

  private Incident seen(
      Finding finding, @Nullable Incident before, Finding sum, List<AlertEvent> toTell) {
    Instant now = clock.instant();
    boolean list = isTooMany(finding, before, now);
    if (list && (before == null || before.end() != null)) {
      // First, so that nothing is only listed without the sum that stands for it.
      toTell.addAll(seen(sum));
    }
    Incident seen =
        before == null ? Incident.begun(finding, now, list) : before.seen(finding, now, list);
    return seen.next(now, policy);
  }

  private boolean isTooMany(Finding finding, @Nullable Incident before, Instant now) {
    return (before == null || before.isAfresh())
        && !finding.rule().equals(StormFinding.RULE)
        && !storm.admits(finding.rule(), now);
  }

  private static @Nullable String version(Optional<Kept> kept) {
    return kept.map(Kept::version).orElse(null);
  }

  /**
   * An event was taken by every sink, or is kept for it.
   *
   * @return what is to be told next of the same incident
   * @throws RuntimeException when the store cannot be reached; then the event is told again later
   */
  public List<AlertEvent> told(AlertEvent event) {
    underway.remove(event.eventId());
    return change(
        Incident.name(event.rule(), event.uid()),
        it -> it.told(event.eventId()).next(clock.instant(), policy));
  }

  /** An event could not be told; it is told again later, as it was. */
  public void failed(AlertEvent event) {
    underway.remove(event.eventId());
  }

  /**
   * Whether time alone has changed an incident.
   *
   * @param toTell gets what is to be told now
   * @return how it is kept now; empty when somebody else has just changed it
   */
  Optional<Kept> look(Kept kept, List<AlertEvent> toTell) {
    Incident before = kept.incident();
    Instant now = clock.instant();
    storm.note(before, now);
    if (before.isStale(now, policy)) {
      return retell(kept, before, now, toTell);
    }
    Incident after = before.settled(now, policy).next(now, policy);
    return after.equals(before) ? Optional.of(kept) : kept(before, after, kept.version(), toTell);
  }

  private Optional<Kept> retell(Kept kept, Incident before, Instant now, List<AlertEvent> toTell) {
    PendingDelivery telling = before.telling();
    if (telling == null || (underway.isFull() && !underway.has(telling.eventId()))) {
      return Optional.of(kept);
    }
    Optional<Kept> ours = store.keep(before.again(now), kept.version());
    ours.ifPresent(it -> tell(telling, toTell));
    return ours;
  }

  /** What was told last of an incident that lasts, with what is known of it now. */
  Optional<AlertEvent> active(Incident incident) {
    LastDelivery told = incident.told();
    if (told == null || !incident.isKnown()) {
      return Optional.empty();
    }
    String id = PendingDelivery.id(incident.finding(), told.opened(), told.kind(), told.ordinal());
    EventHead head = new EventHead(id, told.kind(), told.opened(), told.at(), "");
    return Optional.of(events.of(incident.finding(), head));
  }

  Instant wakes(Incident incident) {
    return incident.wakes(policy);
  }

  Instant now() {
    return clock.instant();
  }

  /** Changes what is kept; where nothing is, nothing changes. */
  private List<AlertEvent> change(String name, UnaryOperator<Incident> step) {
    List<AlertEvent> toTell = new ArrayList<>();
    contest.until(
        name,
        () -> {
          Optional<Kept> kept = store.find(name);
          if (kept.isEmpty()) {
            return true;
          }
          Incident before = kept.get().incident();
          Incident after = step.apply(before);
          return after.equals(before) || keep(before, after, version(kept), toTell);
        });
    return toTell;
  }

  private boolean keep(
      @Nullable Incident before,
      Incident after,
      @Nullable String version,
      List<AlertEvent> toTell) {
    return kept(before, after, version, toTell).isPresent();
  }

  private Optional<Kept> kept(
      @Nullable Incident before,
      Incident after,
      @Nullable String version,
      List<AlertEvent> toTell) {
    Optional<Kept> kept = store.keep(after, version);
    if (kept.isPresent()) {
      storm.note(after, clock.instant());
      PendingDelivery telling = after.telling();
      if (telling != null && (before == null || !telling.equals(before.telling()))) {
        tell(telling, toTell);
      }
    }
    return kept;
  }

  /** What is under way here already, or has no room, is not told once more. */
  private void tell(PendingDelivery telling, List<AlertEvent> toTell) {
    if (underway.add(telling.eventId())) {
      toTell.add(events.of(telling.finding(), telling.head()));
    }
  }
}
