package dev.waybill.alert.incident;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.Handling.State;
import dev.waybill.alert.OpenIncidents;
import dev.waybill.alert.Severity;
import dev.waybill.alert.incident.IncidentStore.Entry;
import dev.waybill.alert.incident.IncidentStore.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Periodic check of all incidents for changes that only time causes: an incident has become quiet,
 * its repetition is due, or the process that delivered its event died. An unchanged incident is not
 * read again before one of these can be due.
 */
public final class IncidentMonitor implements OpenIncidents {
  private static final Logger LOG = LoggerFactory.getLogger(IncidentMonitor.class);

  private final IncidentStore store;
  private final Incidents incidents;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private volatile @Nullable Instant checkedAt;

  /**
   * State of an incident at the last check.
   *
   * @param version version that was read
   * @param nextChange earliest time at which time alone changes the incident
   * @param open the incident; null when the sinks know of no open incident
   */
  private record Known(String version, Instant nextChange, @Nullable Incident open) {}

  public IncidentMonitor(IncidentStore store, Incidents incidents) {
    this.store = store;
    this.incidents = incidents;
  }

  /**
   * Checks all incidents once.
   *
   * @return events to deliver now
   * @throws RuntimeException when the store is unreachable
   */
  public synchronized List<AlertEvent> check() {
    List<AlertEvent> due = new ArrayList<>();
    Set<String> names = new HashSet<>();
    try (Stream<Entry> all = store.list()) {
      all.forEach(
          it -> {
            names.add(it.name());
            if (mayHaveChanged(it)) {
              check(it, due);
            }
          });
    }
    known.keySet().retainAll(names);
    checkedAt = incidents.now();
    return due;
  }

  /** Returns the time of the last complete check of this process; null for none. */
  public @Nullable Instant checkedAt() {
    return checkedAt;
  }

  /** Returns the incidents that were open at the last check, in no order. */
  public List<Incident> open() {
    return known.values().stream().map(Known::open).filter(Objects::nonNull).toList();
  }

  private boolean mayHaveChanged(Entry entry) {
    Known before = known.get(entry.name());
    return before == null
        || !before.version().equals(entry.version())
        || !incidents.now().isBefore(before.nextChange());
  }

  private void check(Entry entry, List<AlertEvent> due) {
    try {
      Optional<Versioned> now = store.find(entry.name()).flatMap(it -> incidents.check(it, due));
      now.ifPresent(it -> known.put(entry.name(), known(it)));
    } catch (UnreadableIncidentException e) {
      LOG.warn("{}", e.getMessage());
      known.put(entry.name(), new Known(entry.version(), Instant.MAX, null));
    }
  }

  private Known known(Versioned stored) {
    Incident incident = stored.incident();
    return new Known(
        stored.version(),
        incidents.nextChange(incident),
        incident.isKnownToSinks() ? incident : null);
  }

  /**
   * Returns the number of open incidents that the sinks know, as of the last check.
   *
   * @return number; empty before the first check
   */
  public OptionalLong open(Severity severity, State handling) {
    Instant now = incidents.now();
    return checkedAt != null
        ? OptionalLong.of(
            known.values().stream()
                .map(Known::open)
                .flatMap(Stream::ofNullable)
                .filter(it -> it.endReason() == null && it.finding().severity() == severity)
                .filter(it -> it.handlingAt(now).state() == handling)
                .count())
        : OptionalLong.empty();
  }

  @Override
  public List<AlertEvent> active() {
    return known.values().stream()
        .map(Known::open)
        .flatMap(it -> it == null ? Stream.empty() : incidents.active(it).stream())
        .toList();
  }
}
