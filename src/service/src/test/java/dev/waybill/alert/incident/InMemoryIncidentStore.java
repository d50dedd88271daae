package dev.waybill.alert.incident;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Store of incidents in memory, in the stored format, which a test can make unreachable. */
public final class InMemoryIncidentStore implements IncidentStore {
  private record Row(String json, String version) {}

  private final Map<String, Row> rows = new ConcurrentSkipListMap<>();
  private final AtomicLong versions = new AtomicLong();
  final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger listings = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile boolean down;
  private volatile Runnable beforeKeep = () -> {};

  /** Makes every call fail, or work again. */
  public void down(boolean isDown) {
    down = isDown;
  }

  /** Sets an action that runs once, between a caller's read and its write. */
  void beforeKeep(Runnable once) {
    beforeKeep = once;
  }

  /** Returns how often the incidents were listed. */
  public int listings() {
    return listings.get();
  }

  /** Returns how many calls failed because the store was down. */
  public int failures() {
    return failures.get();
  }

  void spoil(String name) {
    rows.put(name, new Row("{", "spoiled"));
  }

  /** Returns the incident of a rule and uid. */
  public Incident get(String rule, String uid) {
    return read(rows.get(Incident.name(rule, uid)));
  }

  int size() {
    return rows.size();
  }

  @Override
  public Optional<Versioned> find(String name) {
    requireUp();
    reads.incrementAndGet();
    Row row = rows.get(name);
    if (row == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Versioned(read(row), row.version()));
    } catch (IllegalArgumentException e) {
      throw new UnreadableIncidentException("memory:" + name, e);
    }
  }

  @Override
  public Optional<Versioned> keep(Incident incident, String version) {
    requireUp();
    Runnable once = beforeKeep;
    beforeKeep = () -> {};
    once.run();
    Row next =
        new Row(
            new String(IncidentJson.of(incident), StandardCharsets.UTF_8),
            "v" + versions.incrementAndGet());
    Row now =
        rows.compute(
            incident.name(),
            (name, current) -> {
              String actual = current == null ? null : current.version();
              boolean first = version == null ? actual == null : version.equals(actual);
              return first ? next : current;
            });
    return now != null && now.version().equals(next.version())
        ? Optional.of(new Versioned(incident, next.version()))
        : Optional.empty();
  }

  @Override
  public Stream<Entry> list() {
    requireUp();
    listings.incrementAndGet();
    return rows.entrySet().stream().map(it -> new Entry(it.getKey(), it.getValue().version()));
  }

  private static Incident read(Row row) {
    return IncidentJson.read(row.json().getBytes(StandardCharsets.UTF_8));
  }

  private void requireUp() {
    if (down) {
      failures.incrementAndGet();
      throw new IllegalStateException("the store is down");
    }
  }
}
