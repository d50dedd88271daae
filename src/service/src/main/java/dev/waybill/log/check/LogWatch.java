package dev.waybill.log.check;

import dev.waybill.alert.Report;
import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.record.log.TileAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watch over the log. Each cycle checks the newest checkpoint, compares it with those seen before,
 * reads what is new, and a share of what is old.
 */
public final class LogWatch {
  /**
   * Limit of the new bundles that one cycle reads: a million entries. The rotation reads others.
   */
  private static final int MAX_NEW_BUNDLES = 4_096;

  private final LogStore store;
  private final LogCheck check;
  private final SeenCheckpoints seen;
  private final LogFindings findings;
  private final WatchSettings settings;
  private final Clock clock;

  /** Authentic partial tiles of the last cycle. */
  private @Nullable TreeEdge edge;

  /** Size from which on cosigned checkpoints and anchors are new: that of the cycle before. */
  private long statementsFrom;

  /**
   * Result of one cycle.
   *
   * @param size number of entries of the newest verified checkpoint; -1 when there is none
   * @param publishedAt time at which that checkpoint was published; null when there is none
   * @param bundles number of bundles that were read
   * @param defects number of defects that were found
   */
  public record Cycle(long size, @Nullable Instant publishedAt, long bundles, int defects) {}

  /**
   * @param store the provenance bucket
   * @param memory checkpoints that earlier processes have seen
   * @param bucket name of the provenance bucket
   * @param reports receives findings and their ends; never throws
   */
  public LogWatch(
      LogStore store,
      LogCheck check,
      LogMemory memory,
      String bucket,
      WatchSettings settings,
      Consumer<Report> reports,
      Clock clock) {
    this.store = store;
    this.check = check;
    this.seen = new SeenCheckpoints(memory, check.reader());
    this.findings = new LogFindings(bucket, reports);
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Runs one cycle.
   *
   * @throws RuntimeException when the store or the memory cannot be read
   */
  public synchronized Cycle run() {
    Instant now = clock.instant();
    DefectList defects = new DefectList();
    Optional<SeenLog> before = seen.load(defects);
    Optional<OpenedLog> opened = check.open(edge, defects);
    if (opened.isEmpty() && before.isEmpty() && !hasBegun()) {
      return new Cycle(-1, null, 0, 0);
    }
    long bundles = opened.map(it -> cycle(it, before, now, defects)).orElse(0L);
    findings.report(defects.list(), opened.isPresent(), now);
    return new Cycle(
        opened.map(OpenedLog::size).orElse(-1L),
        opened.map(it -> it.newest().publishedAt()).orElse(null),
        bundles,
        defects.list().size());
  }

  private boolean hasBegun() {
    try (Stream<LogStore.Listed> tiles = store.list(LogPaths.TILES)) {
      return tiles.findFirst().isPresent();
    }
  }

  private long cycle(
      OpenedLog log, Optional<SeenLog> before, Instant now, Consumer<LogDefect> defects) {
    checkAge(log, now, defects);
    check.checkObjects(log, defects);
    boolean isExtended =
        before.map(it -> SeenCheckpoints.isExtended(log, it, defects)).orElse(true);
    check.checkHistory(log, before.map(SeenLog::comparedUntil).orElse(Instant.EPOCH), defects);
    long next = before.map(SeenLog::nextBundle).orElse(0L);
    WatchRange range =
        WatchRange.of(
            LogCheck.bundles(log.size()),
            next,
            settings.rotation().due(LogCheck.bundles(log.size()), time(before), now));
    checkRange(log, range, defects);
    Set<Long> due = due(log, before, range);
    check.checkBundles(log, due, defects, EntryListener.NONE);
    findings.open().forEach(it -> check.recheck(log, it, defects));
    edge = isExtended && log.edge().isAuthentic() ? log.edge() : edge;
    keep(log, isExtended, before, range.next(), now);
    return due.size();
  }

  private static Optional<Instant> time(Optional<SeenLog> before) {
    return before.map(SeenLog::checkedAt);
  }

  private void checkAge(OpenedLog log, Instant now, Consumer<LogDefect> defects) {
    Instant published = log.newest().publishedAt();
    if (Duration.between(published, now).compareTo(settings.lateAfter()) > 0) {
      defects.accept(
          new LogDefect(
              LogDefectKind.CHECKPOINT_LATE,
              LogPaths.CHECKPOINT,
              "the newest checkpoint is of " + published));
    }
  }

  private void checkRange(OpenedLog log, WatchRange range, Consumer<LogDefect> defects) {
    range.each(
        (from, to) -> {
          check.checkVersions(log, from, to, defects);
          check.checkStatements(log, from * TileAddress.FULL, to * TileAddress.FULL, defects);
        });
    check.checkStatements(log, statementsFrom, Long.MAX_VALUE, defects);
  }

  /** Returns the bundles to read, without the last one if it is partial: it was just read. */
  private Set<Long> due(OpenedLog log, Optional<SeenLog> before, WatchRange range) {
    Set<Long> due = new TreeSet<>();
    long full = log.size() / TileAddress.FULL;
    long known = before.map(it -> it.checkpoint().size() / TileAddress.FULL).orElse(0L);
    for (long index = Math.max(known, full - MAX_NEW_BUNDLES); index < full; index++) {
      due.add(index);
    }
    range.each(
        (from, to) -> {
          for (long index = from; index < Math.min(to, full); index++) {
            due.add(index);
          }
        });
    findings.open().stream()
        .flatMap(it -> firstBundle(it).stream())
        .filter(it -> it < full)
        .forEach(due::add);
    return due;
  }

  /** Returns the first bundle below the tile of a defect. */
  private static Optional<Long> firstBundle(LogDefect defect) {
    if (!defect.key().startsWith(LogPaths.TILES)) {
      return Optional.empty();
    }
    return TileAddress.ofPath(defect.key().substring(LogPaths.PREFIX.length()))
        .filter(it -> Math.max(0, it.level()) * Byte.SIZE < Long.SIZE - Byte.SIZE)
        .map(it -> it.index() << (Math.max(0, it.level()) * Byte.SIZE));
  }

  private void keep(
      OpenedLog log, boolean isExtended, Optional<SeenLog> before, long next, Instant now) {
    statementsFrom = before.map(it -> it.checkpoint().size()).orElse(0L);
    seen.keep(
        new SeenLog(
            before.filter(it -> !isExtended).map(SeenLog::note).orElse(log.newest().note()),
            log.newest().publishedAt(),
            next,
            now,
            before.map(SeenLog::listedAt).orElse(null)));
  }
}
