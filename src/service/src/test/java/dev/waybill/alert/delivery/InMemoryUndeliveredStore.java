package dev.waybill.alert.delivery;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.IncidentName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Store of undelivered events in memory, which a test can make unreachable. */
public final class InMemoryUndeliveredStore implements UndeliveredStore {
  private final Map<String, AlertEvent> events = new ConcurrentSkipListMap<>();
  private final List<AlertEvent> rejected = new ArrayList<>();
  private volatile boolean down;

  public void down(boolean now) {
    down = now;
  }

  public List<AlertEvent> rejected() {
    return List.copyOf(rejected);
  }

  @Override
  public void keep(String sink, Instant since, AlertEvent event) {
    requireUp();
    String time = String.format("%d.%09d", since.getEpochSecond(), since.getNano());
    events.put(sink + "/" + time + "/" + event.eventId(), event);
  }

  @Override
  public List<Waiting> waiting(String sink) {
    requireUp();
    return events.entrySet().stream()
        .filter(it -> it.getKey().startsWith(sink + "/"))
        .limit(PAGE_SIZE)
        .map(
            it ->
                new Waiting(
                    sink,
                    IncidentName.of(it.getValue().uid()),
                    it.getValue().eventId(),
                    it.getKey()))
        .toList();
  }

  @Override
  public Optional<AlertEvent> read(Waiting waiting) {
    requireUp();
    return Optional.ofNullable(events.get(waiting.place()));
  }

  @Override
  public void remove(Waiting waiting) {
    requireUp();
    events.remove(waiting.place());
  }

  @Override
  public void reject(String sink, AlertEvent event) {
    requireUp();
    rejected.add(event);
  }

  private void requireUp() {
    if (down) {
      throw new IllegalStateException("the store is unreachable");
    }
  }
}
