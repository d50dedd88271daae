package dev.waybill.restore;

import dev.waybill.log.LockedTrees;
import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.log.StoredObject;
import dev.waybill.log.TileStore;
import dev.waybill.log.check.CheckpointTrust;
import dev.waybill.log.check.EntryListener;
import dev.waybill.log.check.LogCheck;
import dev.waybill.log.check.LogDefect;
import dev.waybill.log.check.LogDefectKind;
import dev.waybill.log.check.VerifiedLogReader;
import dev.waybill.log.proof.Growth;
import dev.waybill.log.proof.JudgedCheckpoint;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.TileAddress;
import dev.waybill.verify.log.LogTrust;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Restorer of the log. The bucket's own log decides when it has one, else that of the copy; either
 * is checked as a whole against its signed root before anything is restored.
 */
final class LogRestorer {
  /** Number of objects that are copied concurrently. */
  private static final int BATCH = 64;

  /** Defects that say nothing against the entries: the root decides, and no lock is restored. */
  private static final Set<LogDefectKind> HARMLESS =
      EnumSet.of(
          LogDefectKind.LOCK_MISSING,
          LogDefectKind.LOCK_INCONSISTENT,
          LogDefectKind.TILE_OVERWRITTEN);

  private final RestoreStores stores;
  private final String origin;
  private final LogTrust trust;
  private final RestoreTally tally;

  /**
   * @param origin name of the log
   * @param trust keys of the log, from elsewhere than the copy
   */
  LogRestorer(RestoreStores stores, String origin, LogTrust trust, RestoreTally tally) {
    this.stores = stores;
    this.origin = origin;
    this.trust = trust;
    this.tally = tally;
  }

  /** Returns true when the bucket has a log of its own. */
  boolean isThere() {
    return stores.bucket().find(LogPaths.CHECKPOINT).isPresent();
  }

  /** Returns the log that decides; empty when it cannot be trusted, which is a finding. */
  Optional<VerifiedLogReader> open() {
    boolean isThere = isThere();
    LogStore deciding = isThere ? stores.bucket() : stores.copy();
    try {
      if ((isThere && !isExtended()) || !isIntact(deciding)) {
        return Optional.empty();
      }
      VerifiedLogReader reader = new VerifiedLogReader(deciding, check(deciding));
      reader.refresh();
      return Optional.of(reader);
    } catch (InvalidLogException e) {
      tally.found(RestoreFault.LOG, LogPaths.CHECKPOINT, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Returns false when the log of the copy is not the beginning of the bucket's own. */
  private boolean isExtended() {
    Optional<StoredObject> copied = stores.copy().find(LogPaths.CHECKPOINT);
    if (copied.isEmpty()) {
      return true;
    }
    Checkpoint older = judged(copied.get());
    Checkpoint own = judged(stores.bucket().find(LogPaths.CHECKPOINT).orElseThrow());
    Optional<String> problem = Growth.problem(new TileStore(stores.bucket()), older, own);
    problem.ifPresent(
        it ->
            tally.found(
                RestoreFault.LOG,
                LogPaths.CHECKPOINT,
                "the bucket's own log does not extend that of the copy: " + it));
    return problem.isEmpty();
  }

  private Checkpoint judged(StoredObject note) {
    return JudgedCheckpoint.of(note.content(), Instant.EPOCH, trust.policy(), origin).checkpoint();
  }

  private boolean isIntact(LogStore store) {
    List<LogDefect> serious = new ArrayList<>();
    Optional<Checkpoint> newest =
        check(store)
            .run(
                it -> {
                  if (!HARMLESS.contains(it.kind())) {
                    serious.add(it);
                  }
                },
                EntryListener.NONE);
    serious.forEach(
        it -> tally.found(RestoreFault.LOG, it.key(), it.kind().rule() + ": " + it.detail()));
    return serious.isEmpty() && newest.isPresent();
  }

  private LogCheck check(LogStore store) {
    return new LogCheck(store, origin, trust.keys(), CheckpointTrust.ofKeys(trust.keys()));
  }

  /**
   * Copies the log into the bucket, its checkpoint last, and checks it there. What the copy staged
   * and did not publish is left out; its records are found as unlogged.
   *
   * @param log the log of the copy
   */
  void copy(VerifiedLogReader log) {
    byte[] note = stores.copy().find(LogPaths.CHECKPOINT).orElseThrow().content();
    Checkpoint checkpoint = log.checkpoint(log.size());
    if (!Checkpoint.of(SignedNote.parse(note).text()).equals(checkpoint)) {
      tally.found(RestoreFault.LOG, LogPaths.CHECKPOINT, "the copy changed meanwhile");
      return;
    }
    copyTree(checkpoint.size());
    copyAll(List.of(LogPaths.VKEYS, LogPaths.POLICY), Keeping.RETAINED);
    for (String prefix :
        List.of(LogPaths.COSIGNED, LogPaths.ANCHORS, LogPaths.TIMESTAMPS, LogPaths.TABLES)) {
      copyPrefix(prefix);
    }
    byte[] lock = LockedTrees.lockOf(checkpoint);
    boolean unused =
        stores.bucket().replace(LogPaths.LOCK, lock, null, Keeping.TEMPORARY).isPresent()
            && stores
                .bucket()
                .replace(LogPaths.CHECKPOINT, note, null, Keeping.TEMPORARY)
                .isPresent()
            && isIntact(stores.bucket());
  }

  private void copyTree(long size) {
    List<String> full = new ArrayList<>();
    TileAddress.streamOfTree(size)
        .forEach(
            it -> {
              if (it.isPartial()) {
                copyAll(List.of(LogPaths.of(it)), Keeping.TEMPORARY);
              } else if (full.add(LogPaths.of(it)) && full.size() == BATCH) {
                copyAll(full, Keeping.RETAINED);
                full.clear();
              }
            });
    copyAll(full, Keeping.RETAINED);
  }

  private void copyPrefix(String prefix) {
    try (Stream<Listed> objects = stores.copy().list(prefix)) {
      objects.forEach(it -> copyAll(List.of(it.key()), Keeping.RETAINED));
    }
  }

  private void copyAll(List<String> keys, Keeping keeping) {
    List<Optional<byte[]>> contents = RestoreStores.contents(stores.copy(), keys);
    for (int at = 0; at < keys.size(); at++) {
      String key = keys.get(at);
      contents
          .get(at)
          .filter(it -> !stores.write(key, it, keeping))
          .ifPresent(it -> tally.found(RestoreFault.ALTERED, key, "another object is there"));
    }
  }
}
