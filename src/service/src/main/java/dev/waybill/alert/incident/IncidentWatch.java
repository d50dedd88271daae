package dev.waybill.alert.incident;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.OpenIncidents;
import dev.waybill.alert.incident.IncidentStore.Kept;
import dev.waybill.alert.incident.IncidentStore.Listed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then at all incidents for what time alone changes: those that have become quiet,
 * are to be told again, or were being told by a process that died. One that has not changed is not
 * read again before it can be due.
 */
public final class IncidentWatch implements OpenIncidents {
  private static final Logger LOG = LoggerFactory.getLogger(IncidentWatch.class);

  private final IncidentStore store;
  private final Incidents incidents;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  /**
   * @param version as which it was seen
   * @param wakes when it changes by itself
   * @param open the event that its end will end; null when the sinks know of nothing open
   */
  private record Seen(String version, Instant wakes, @Nullable Incident open) {}

  public IncidentWatch(IncidentStore store, Incidents incidents) {
    this.store = store;
    this.incidents = incidents;
  }

  /**
   * Looks once.
   *
   * @return what is to be told now
   * @throws RuntimeException when the store cannot be reached
   */
  public synchronized List<AlertEvent> look() {
    List<AlertEvent> toTell = new ArrayList<>();
    Set<String> names = new HashSet<>();
    try (Stream<Listed> all = store.list()) {
      all.forEach(
          it -> {
            names.add(it.name());
            if (mayHaveChanged(it)) {
              look(it, toTell);
            }
          });
    }
    seen.keySet().retainAll(names);
    return toTell;
  }

  private boolean mayHaveChanged(Listed listed) {
    Seen before = seen.get(listed.name());
    return before == null
        || !before.version().equals(listed.version())
        || !incidents.now().isBefore(before.wakes());
  }

  private void look(Listed listed, List<AlertEvent> toTell) {
    try {
      Optional<Kept> now = store.find(listed.name()).flatMap(it -> incidents.look(it, toTell));
      now.ifPresent(it -> seen.put(listed.name(), seen(it)));
    } catch (UnreadableIncidentException e) {
      LOG.warn("{}", e.getMessage());
      seen.put(listed.name(), new Seen(listed.version(), Instant.MAX, null));
    }
  }

  private Seen seen(Kept kept) {
    Incident incident = kept.incident();
    return new Seen(
        kept.version(), incidents.wakes(incident), incident.isKnown() ? incident : null);
  }

  @Override
  public List<AlertEvent> active() {
    return seen.values().stream()
        .map(Seen::open)
        .flatMap(it -> it == null ? Stream.empty() : incidents.active(it).stream())
        .toList();
  }
}
