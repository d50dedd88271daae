package dev.waybill.alert.incident;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Keeps incidents as the bytes that S3 would keep, and fails when told to. */
public final class MemoryIncidentStore implements IncidentStore {
  private record Row(String json, String version) {}

  private final Map<String, Row> rows = new ConcurrentSkipListMap<>();
  private final AtomicLong versions = new AtomicLong();
  final AtomicInteger reads = new AtomicInteger();
  private volatile boolean down;
  private volatile Runnable beforeKeep = () -> {};

  /** Every call fails, until it is up again. */
  public void down(boolean isDown) {
    down = isDown;
  }

  /** Something that happens once, after somebody read and before he writes. */
  void beforeKeep(Runnable once) {
    beforeKeep = once;
  }

  void spoil(String name) {
    rows.put(name, new Row("{", "spoiled"));
  }

  public Incident get(String rule, String uid) {
    return read(rows.get(Incident.name(rule, uid)));
  }

  int size() {
    return rows.size();
  }

  @Override
  public Optional<Kept> find(String name) {
    requireUp();
    reads.incrementAndGet();
    Row row = rows.get(name);
    if (row == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Kept(read(row), row.version()));
    } catch (IllegalArgumentException e) {
      throw new UnreadableIncidentException("memory:" + name, e);
    }
  }

  @Override
  public Optional<Kept> keep(Incident incident, String version) {
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
            (name, there) -> {
              String is = there == null ? null : there.version();
              boolean first = version == null ? is == null : version.equals(is);
              return first ? next : there;
            });
    return now != null && now.version().equals(next.version())
        ? Optional.of(new Kept(incident, next.version()))
        : Optional.empty();
  }

  @Override
  public Stream<Listed> list() {
    requireUp();
    return rows.entrySet().stream().map(it -> new Listed(it.getKey(), it.getValue().version()));
  }

  private static Incident read(Row row) {
    return IncidentJson.read(row.json().getBytes(StandardCharsets.UTF_8));
  }

  private void requireUp() {
    if (down) {
      throw new IllegalStateException("the store is down");
    }
  }
}
