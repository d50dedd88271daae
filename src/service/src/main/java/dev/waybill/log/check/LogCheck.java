package dev.waybill.log.check;

import dev.waybill.log.LogStore;
import dev.waybill.log.TileStore;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.VerifierKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Check of a log: its newest checkpoint is verified, and everything else is compared with the root
 * that it signs. Reads in parts, so that the memory does not depend on the size of the log, and
 * writes nothing.
 */
public final class LogCheck {
  /** Number of attempts to read a checkpoint and its partial tiles while the log grows. */
  private static final int MAX_ATTEMPTS = 5;

  private final TileStore stored;
  private final CheckpointReader reader;
  private final HistoryChecks history;
  private final StatementChecks statements;
  private final TileVersionChecks versions;
  private final KeyListChecks keyList;
  private final LockChecks lock;

  /**
   * @param store the provenance bucket
   * @param origin name of the log
   * @param keys public keys of the log
   * @param trust decision which checkpoints are the log's
   */
  public LogCheck(LogStore store, String origin, List<VerifierKey> keys, CheckpointTrust trust) {
    this.stored = new TileStore(store);
    this.reader = new CheckpointReader(store, trust, origin);
    this.history = new HistoryChecks(store, reader);
    this.statements = new StatementChecks(store, reader);
    this.versions = new TileVersionChecks(store);
    this.keyList = new KeyListChecks(store, keys);
    this.lock = new LockChecks(store);
  }

  /**
   * Checks the whole log.
   *
   * @param defects receives each defect
   * @param listener receives the entries in their order
   * @return the newest checkpoint; empty when it is missing or invalid, and only that is told
   */
  public Optional<Checkpoint> run(Consumer<LogDefect> defects, EntryListener listener) {
    DefectList all = new DefectList();
    Optional<OpenedLog> opened = open(null, all);
    opened.ifPresent(
        log -> {
          long bundles = bundles(log.size());
          checkObjects(log, all);
          checkHistory(log, Instant.EPOCH, all);
          checkBundles(log, () -> LongStream.range(0, bundles).iterator(), all, listener);
          checkStatements(log, 0, Long.MAX_VALUE, all);
          checkVersions(log, 0, bundles, all);
        });
    all.list().forEach(defects);
    return opened.map(OpenedLog::checkpoint);
  }

  /** Returns the number of bundles of a log. */
  static long bundles(long size) {
    return (size + TileAddress.FULL - 1) / TileAddress.FULL;
  }

  /**
   * Reads and verifies the newest checkpoint, and compares the partial tiles and the last bundle
   * with it. A log that grows meanwhile removes partial tiles, so the attempt is repeated.
   *
   * @param earlier authentic edge of an earlier tree; null when there is none
   * @return empty when the checkpoint is missing or invalid
   */
  Optional<OpenedLog> open(@Nullable TreeEdge earlier, Consumer<LogDefect> defects) {
    for (int attempt = 1; ; attempt++) {
      DefectList found = new DefectList();
      Optional<OpenedLog> log = reader.newest(found).map(it -> open(it, earlier, found));
      if (found.isEmpty() || attempt == MAX_ATTEMPTS || !hasGrown(log)) {
        found.list().forEach(defects);
        return log.map(it -> opened(it.newest(), it.edge(), defects));
      }
    }
  }

  private boolean hasGrown(Optional<OpenedLog> log) {
    Optional<String> eTag = reader.newest(it -> {}).map(NewestCheckpoint::eTag);
    return !eTag.equals(log.map(it -> it.newest().eTag()));
  }

  private OpenedLog open(
      NewestCheckpoint newest, @Nullable TreeEdge earlier, Consumer<LogDefect> defects) {
    Checkpoint checkpoint = newest.checkpoint();
    TreeEdge edge = TreeEdge.read(stored, checkpoint, earlier, defects);
    OpenedLog log = opened(newest, edge, defects);
    if (checkpoint.size() % TileAddress.FULL > 0) {
      long last = checkpoint.size() / TileAddress.FULL;
      checkBundles(log, List.of(last), defects, EntryListener.NONE);
    }
    return log;
  }

  private OpenedLog opened(NewestCheckpoint newest, TreeEdge edge, Consumer<LogDefect> defects) {
    AuthenticTiles tiles = new AuthenticTiles(stored, edge, defects);
    return new OpenedLog(newest, edge, tiles, new TreeConsistency(newest.checkpoint(), tiles));
  }

  /** Checks bundles, their tiles and all tiles above them. */
  void checkBundles(
      OpenedLog log, Iterable<Long> indexes, Consumer<LogDefect> defects, EntryListener listener) {
    new BundleChecks(stored, log.tiles(), defects, listener).check(indexes);
  }

  /** Compares cosigned checkpoints and anchors of a range of sizes with the log. */
  void checkStatements(OpenedLog log, long from, long to, Consumer<LogDefect> defects) {
    statements.check(log, from, to, defects);
  }

  /** Compares the versions of the checkpoint since a time with the newest one. */
  void checkHistory(OpenedLog log, Instant since, Consumer<LogDefect> defects) {
    history.check(log, since, defects);
  }

  /** Lists the versions of the tiles in the groups that begin in a range of bundles. */
  void checkVersions(OpenedLog log, long from, long to, Consumer<LogDefect> defects) {
    versions.check(log.size(), from, to, defects);
  }

  /** Checks the objects that every check reads: the published keys and the staged round. */
  void checkObjects(OpenedLog log, Consumer<LogDefect> defects) {
    keyList.check(defects);
    lock.check(log, defects);
  }

  /** Checks the object of a defect once more. */
  void recheck(OpenedLog log, LogDefect defect, Consumer<LogDefect> defects) {
    switch (defect.kind()) {
      case TILE_OVERWRITTEN -> versions.check(defect.key(), defects);
      case COSIGNED_INCONSISTENT, ANCHOR_INCONSISTENT ->
          statements.check(log, defect.key(), defects);
      default -> {}
    }
  }

  /** Returns the largest checkpoint of a memory that the log signed; empty when there is none. */
  public Optional<Checkpoint> remembered(LogMemory memory) {
    return new SeenCheckpoints(memory, reader).load(it -> {}).map(SeenLog::checkpoint);
  }

  CheckpointReader reader() {
    return reader;
  }
}
