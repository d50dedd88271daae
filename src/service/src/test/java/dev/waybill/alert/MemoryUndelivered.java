package dev.waybill.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** What is undelivered, in memory; it can be made to fail. */
public final class MemoryUndelivered implements UndeliveredStore {
  private final Map<String, AlertEvent> events = new ConcurrentSkipListMap<>();
  private final List<AlertEvent> refused = new ArrayList<>();
  private volatile boolean down;

  public void down(boolean now) {
    down = now;
  }

  public List<AlertEvent> refused() {
    return List.copyOf(refused);
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
        .limit(MOST)
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
  public void refuse(String sink, AlertEvent event) {
    requireUp();
    refused.add(event);
  }

  private void requireUp() {
    if (down) {
      throw new IllegalStateException("memory is down");
    }
  }
}
