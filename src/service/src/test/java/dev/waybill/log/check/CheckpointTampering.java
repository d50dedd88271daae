package dev.waybill.log.check;

import static dev.waybill.log.check.TamperedLogs.OLD;
import static dev.waybill.log.check.TamperedLogs.otherRoot;
import static dev.waybill.log.check.TamperedLogs.read;
import static dev.waybill.log.check.TamperedLogs.replace;
import static dev.waybill.log.check.TamperedLogs.told;

import dev.waybill.log.LogPaths;
import dev.waybill.log.check.TamperedLogs.Place;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.SignedNote;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Ways to tamper with the checkpoint; each returns the findings that tell it. */
final class CheckpointTampering {
  private CheckpointTampering() {}

  static Set<String> hideCheckpoint(WatchedLog log, Random random, Place place) {
    log.store.put(LogPaths.CHECKPOINT, null);
    return told(LogDefectKind.CHECKPOINT_MISSING, LogPaths.CHECKPOINT);
  }

  static Set<String> destroyCheckpoint(WatchedLog log, Random random, Place place) {
    log.store.destroy(LogPaths.CHECKPOINT);
    return told(LogDefectKind.CHECKPOINT_MISSING, LogPaths.CHECKPOINT);
  }

  static Set<String> cutCheckpoint(WatchedLog log, Random random, Place place) {
    byte[] note = read(log, LogPaths.CHECKPOINT);
    log.store.put(LogPaths.CHECKPOINT, Arrays.copyOf(note, random.nextInt(note.length - 100)));
    return told(LogDefectKind.CHECKPOINT_MALFORMED, LogPaths.CHECKPOINT);
  }

  static Set<String> changeCheckpoint(WatchedLog log, Random random, Place place) {
    Checkpoint newest = log.newest();
    SignedNote note = WatchedLog.sign(newest);
    String larger = new Checkpoint(newest.origin(), newest.size() + 1, newest.root()).text();
    log.store.put(LogPaths.CHECKPOINT, new SignedNote(larger, note.signatures()).bytes());
    return told(LogDefectKind.CHECKPOINT_SIGNATURE_INVALID, LogPaths.CHECKPOINT);
  }

  static Set<String> signWithUnknownKey(WatchedLog log, Random random, Place place) {
    SignedNote note = WatchedLog.sign(log.newest());
    NoteSignature foreign =
        NoteSignature.of(WatchedLog.ORIGIN, random.nextInt(), note.signatures().get(0).signature());
    log.store.put(LogPaths.CHECKPOINT, new SignedNote(note.text(), List.of(foreign)).bytes());
    return told(LogDefectKind.CHECKPOINT_SIGNATURE_INVALID, LogPaths.CHECKPOINT);
  }

  static Set<String> signOtherLog(WatchedLog log, Random random, Place place) {
    Checkpoint newest = log.newest();
    Checkpoint other = new Checkpoint("other/log", newest.size(), newest.root());
    log.store.put(LogPaths.CHECKPOINT, WatchedLog.sign(other).bytes());
    return told(LogDefectKind.CHECKPOINT_SIGNATURE_INVALID, LogPaths.CHECKPOINT);
  }

  static Set<String> rollBack(WatchedLog log, Random random, Place place) {
    Checkpoint old = log.checkpoints.get(random.nextInt(log.checkpoints.size() - 1));
    log.store.put(LogPaths.CHECKPOINT, WatchedLog.sign(old).bytes());
    return told(LogDefectKind.CHECKPOINT_ROLLED_BACK, LogPaths.CHECKPOINT);
  }

  static Set<String> rollBackAndRestore(WatchedLog log, Random random, Place place) {
    log.pass(Duration.ofSeconds(5));
    Set<String> told = rollBack(log, random, place);
    restoreCheckpoint(log);
    return told;
  }

  static void restoreCheckpoint(WatchedLog log) {
    log.pass(Duration.ofSeconds(5));
    log.store.put(LogPaths.CHECKPOINT, WatchedLog.sign(log.newest()).bytes());
  }

  static Set<String> deleteAndRestore(WatchedLog log, Random random, Place place) {
    Set<String> told = hideCheckpoint(log, random, place);
    restoreCheckpoint(log);
    return told;
  }

  /** A log of the same keys whose entries are others from some index on, with all its tiles. */
  static Set<String> fork(WatchedLog log, Random random, Place place) {
    WatchedLog other = WatchedLog.empty();
    int from = random.nextInt(OLD);
    other.grow(from, 1_000);
    other.round(List.of(WatchedLog.entry(2_000_000).bytes()));
    other.grow(Math.toIntExact(log.newest().size()) - from + 10, 1_000);
    for (String key : other.store.keys()) {
      replace(log.store, key, read(other, key));
    }
    log.restamp();
    return told(LogDefectKind.CHECKPOINT_INCONSISTENT, LogPaths.CHECKPOINT);
  }

  static Set<String> signOtherRoot(WatchedLog log, Random random, Place place) {
    log.store.put(LogPaths.CHECKPOINT, WatchedLog.sign(otherRoot(log.newest(), random)).bytes());
    Set<String> told = new LinkedHashSet<>(told(LogDefectKind.TWO_ROOTS, LogPaths.CHECKPOINT));
    told.addAll(told(LogDefectKind.ROOT_MISMATCH, LogPaths.CHECKPOINT));
    // The round was staged for the genuine root.
    told.addAll(told(LogDefectKind.LOCK_INCONSISTENT, LogPaths.LOCK));
    return told;
  }

  static Set<String> signOtherRootAndRestore(WatchedLog log, Random random, Place place) {
    signOtherRoot(log, random, place);
    restoreCheckpoint(log);
    return told(LogDefectKind.TWO_ROOTS, LogPaths.CHECKPOINT);
  }

  static Set<String> signOlderRootAndRestore(WatchedLog log, Random random, Place place) {
    Checkpoint older = new Checkpoint(WatchedLog.ORIGIN, OLD - 1, log.newest().root());
    log.store.put(LogPaths.CHECKPOINT, WatchedLog.sign(otherRoot(older, random)).bytes());
    log.store.put(LogPaths.CHECKPOINT, WatchedLog.sign(log.newest()).bytes());
    Set<String> told = new LinkedHashSet<>();
    told.addAll(told(LogDefectKind.CHECKPOINT_INCONSISTENT, LogPaths.CHECKPOINT));
    // It is also smaller than one that was published before.
    told.addAll(told(LogDefectKind.CHECKPOINT_ROLLED_BACK, LogPaths.CHECKPOINT));
    return told;
  }

  static Set<String> signWithoutTiles(WatchedLog log, Random random, Place place) {
    Checkpoint larger =
        new Checkpoint(WatchedLog.ORIGIN, log.newest().size() / 256 * 256, log.newest().root());
    log.store.destroy(LogPaths.CHECKPOINT);
    log.store.put(LogPaths.CHECKPOINT, WatchedLog.sign(otherRoot(larger, random)).bytes());
    return told(LogDefectKind.ROOT_MISMATCH, LogPaths.CHECKPOINT);
  }
}
