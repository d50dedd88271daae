package dev.waybill.reconcile;

import dev.waybill.fixity.shape.SpillSpace;
import dev.waybill.reconcile.join.ExternalSort;
import dev.waybill.reconcile.join.SortedRows;
import dev.waybill.reconcile.place.PlaceCodec;
import dev.waybill.reconcile.place.PlaceJudging;
import dev.waybill.reconcile.row.EventActor;
import dev.waybill.reconcile.row.EventEffect;
import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.row.SealedRow;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.reconcile.row.ThereRow;
import dev.waybill.reconcile.verdict.ReconcileSpan;
import dev.waybill.reconcile.verdict.VersionCase;
import dev.waybill.reconcile.verdict.VersionDecision;
import dev.waybill.reconcile.verdict.VersionDecision.Judged;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Many worlds in one bucket, each below a name of its own, so that one statement judges them. */
final class JoinedWorlds {
  static final Instant AS_OF = Instant.parse("2026-11-30T00:00:00Z");

  final List<ThereRow> there = new ArrayList<>();
  final List<SealedRow> sealed = new ArrayList<>();
  final List<EventRow> events = new ArrayList<>();
  final List<ThereRow> records = new ArrayList<>();
  final String raw;
  final Instant since;
  final ReconcilePolicy policy;

  JoinedWorlds(String raw, Instant since, ReconcilePolicy policy) {
    this.raw = raw;
    this.since = since;
    this.policy = policy;
  }

  /**
   * Adds a world.
   *
   * @param later time by which everything in it happens later
   * @param damage changes rows, so that nothing is as a history would have it; null for none
   */
  void add(String name, ReconcileWorld world, Duration later, @Nullable Random damage) {
    world.allThere().forEach(it -> there.add(moved(it, named(it.key(), name), later, damage)));
    world.records.forEach(it -> records.add(moved(it, named(it.key(), name), later, null)));
    world.sealed.forEach(it -> sealed.add(moved(it, name, later)));
    for (EventRow event : world.events) {
      if (damage != null && damage.nextInt(12) == 0) {
        continue;
      }
      EventRow moved = moved(event, name, later, damage);
      if (!moved.time().isBefore(since) && moved.time().isBefore(AS_OF)) {
        events.add(moved);
      }
    }
  }

  private static String named(String key, String name) {
    int slash = key.indexOf('/') + 1;
    return key.substring(0, slash) + name + "/" + key.substring(slash);
  }

  private ThereRow moved(ThereRow it, String key, Duration later, @Nullable Random damage) {
    boolean isOther = damage != null && damage.nextInt(10) == 0;
    return new ThereRow(
        key,
        it.versionId(),
        it.isDeleteMarker(),
        it.isCurrent(),
        isOther && !it.isDeleteMarker() ? 1000 + damage.nextInt(12) : it.size(),
        it.eTag() == null ? null : damage != null && damage.nextInt(4) == 0 ? "tag1" : it.eTag(),
        it.lastModified().plus(later),
        null,
        null,
        null);
  }

  private SealedRow moved(SealedRow it, String name, Duration later) {
    return new SealedRow(
        it.kind(),
        named(it.key(), name),
        it.versionId(),
        it.size(),
        it.eTag(),
        it.sha256(),
        it.destinationKey() == null ? null : named(it.destinationKey(), name),
        null,
        named(it.recordKey(), name),
        it.sealedAt().plus(later),
        sealed.size());
  }

  private EventRow moved(EventRow it, String name, Duration later, @Nullable Random damage) {
    boolean isUnstated = damage != null && !it.isFailed() && damage.nextInt(4) == 0;
    String source = it.copySource();
    return new EventRow(
        it.bucket(),
        named(it.key(), name),
        isUnstated ? null : it.versionId(),
        isUnstated ? EventEffect.of(it.name(), null) : it.effect(),
        it.name(),
        it.time().plus(later),
        it.actor(),
        it.actor() == EventActor.LIFECYCLE
            ? "s3.amazonaws.com"
            : it.actor() == EventActor.SERVICE ? ReconcileWorld.SERVICE : ReconcileWorld.PERSON,
        it.error(),
        it.requestId(),
        it.sourceAddress(),
        source == null || (damage != null && damage.nextInt(3) == 0)
            ? null
            : raw + "/" + named(source.substring(source.indexOf('/') + 1), name));
  }

  /** Returns the verdict of each version, as the process judges it. */
  Map<String, String> verdicts(Path folder) throws InterruptedException {
    PlaceCodec codec = new PlaceCodec(policy.prefixes());
    SpillSpace space = SpillSpace.of(folder);
    ExternalSort rows = new ExternalSort(folder, "places", space);
    ReconcileSources sources =
        new ReconcileSources(
            to -> read(there, to, "there"),
            to -> read(sealed, to, "log"),
            to -> read(events, to, "trail"),
            to -> read(records, to, "records"));
    List<SourceReading> unused =
        new RowSpool(codec, rows, new ExternalSort(folder, "records", space)).read(sources);
    Map<String, String> verdicts = new TreeMap<>();
    try (SortedRows sorted = rows.finish()) {
      new PlaceJudging(codec, policy, new ReconcileSpan(since, AS_OF), new Collector(verdicts))
          .judge(sorted);
    }
    return verdicts;
  }

  private static <T> SourceReading read(List<T> rows, Consumer<T> to, String name) {
    rows.forEach(to);
    return SourceReading.complete(name, AS_OF);
  }

  /** Returns what a verdict is about, and what decided it. */
  static String line(
      String verdict,
      @Nullable String request,
      boolean isThere,
      boolean isSealed,
      boolean isLogged) {
    return verdict + " " + request + " " + isThere + " " + isSealed + " " + isLogged;
  }

  private record Collector(Map<String, String> verdicts) implements PlaceJudging.Listener {
    @Override
    public void decided(VersionCase version, VersionDecision decision) {
      Judged judged = decision instanceof Judged it ? it : null;
      verdicts.put(
          version.key() + " " + version.versionId(),
          line(
              judged == null ? "in-flight" : judged.verdict().label(),
              judged == null || judged.event() == null ? null : judged.event().requestId(),
              version.there() != null,
              version.seal() != null && !version.seal().isCopy(),
              !version.events().isEmpty()));
    }

    @Override
    public void repeated(long rows) {}

    @Override
    public void divided(String key) {
      throw new AssertionError(key);
    }
  }
}
