package dev.waybill.alert.incident;

import dev.waybill.alert.incident.IncidentStore.Entry;
import dev.waybill.alert.incident.IncidentStore.Versioned;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Incidents as people read them and decide about them. A decision is only stored: the service
 * delivers the events that it causes.
 */
public final class IncidentDesk {
  private final IncidentStore store;
  private final Clock clock;
  private final OptimisticRetry retry = new OptimisticRetry();

  /**
   * All incidents.
   *
   * @param incidents incidents in no order
   * @param unreadable a message for each object that is not an incident
   */
  public record Listing(List<Incident> incidents, List<String> unreadable) {}

  public IncidentDesk(IncidentStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Returns all incidents, also ended ones. */
  public Listing list() {
    List<String> unreadable = Collections.synchronizedList(new ArrayList<>());
    List<Incident> all =
        names().parallelStream().flatMap(name -> read(name, unreadable).stream()).toList();
    return new Listing(all, unreadable.stream().sorted().toList());
  }

  private Optional<Incident> read(String name, List<String> unreadable) {
    try {
      return store.find(name).map(Versioned::incident);
    } catch (UnreadableIncidentException e) {
      unreadable.add(e.getMessage());
      return Optional.empty();
    }
  }

  private List<String> names() {
    try (Stream<Entry> all = store.list()) {
      return all.map(Entry::name).toList();
    }
  }

  /**
   * Returns an incident.
   *
   * @param typed the id as a person types it
   * @throws UndecidableIncidentException when no incident, or several, have this id
   * @throws UnreadableIncidentException when the stored bytes are not an incident
   */
  public Incident find(String typed) {
    IncidentIds ids = new IncidentIds(names());
    return store
        .find(ids.name(typed))
        .map(Versioned::incident)
        .orElseThrow(
            () -> new UndecidableIncidentException("the incident " + typed + " has expired"));
  }

  /**
   * Stores a decision durably. Decisions and reports at the same time are all kept.
   *
   * @param typed the id as a person types it
   * @return the incident with the decision
   * @throws UndecidableIncidentException when the incident is unknown, has ended, or is not
   *     silenced and is to be unsilenced
   */
  public Incident decide(String typed, DecisionRequest request) {
    String name = find(typed).name();
    AtomicReference<Incident> decided = new AtomicReference<>();
    retry.until(
        name,
        () -> {
          Versioned stored =
              store
                  .find(name)
                  .orElseThrow(
                      () ->
                          new UndecidableIncidentException(
                              "the incident " + typed + " has expired"));
          Instant now = clock.instant();
          requireDecidable(stored.incident(), request, now);
          Incident next = stored.incident().withDecision(request, now);
          decided.set(next);
          return store.keep(next, stored.version()).isPresent();
        });
    return Objects.requireNonNull(decided.get());
  }

  private void requireDecidable(Incident incident, DecisionRequest request, Instant now) {
    if (incident.endReason() != null) {
      throw new UndecidableIncidentException(
          "the incident "
              + incident.shortId()
              + " has ended ("
              + incident.endReason()
              + "); open incidents with the nearest ids: "
              + openNearest(incident.shortId()));
    }
    if (request.kind() == Decision.Kind.UNSILENCED && incident.silenceAt(now).isEmpty()) {
      throw new UndecidableIncidentException(
          "the incident " + incident.shortId() + " is not silenced");
    }
  }

  private String openNearest(String typed) {
    List<String> open =
        list().incidents().stream()
            .filter(it -> it.endReason() == null)
            .map(Incident::name)
            .toList();
    return open.isEmpty() ? "none" : new IncidentIds(open).nearest(typed);
  }
}
