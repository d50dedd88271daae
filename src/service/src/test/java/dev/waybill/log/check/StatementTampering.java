package dev.waybill.log.check;

import static dev.waybill.log.check.TamperedLogs.OLD;
import static dev.waybill.log.check.TamperedLogs.flipped;
import static dev.waybill.log.check.TamperedLogs.otherRoot;
import static dev.waybill.log.check.TamperedLogs.read;
import static dev.waybill.log.check.TamperedLogs.told;

import dev.waybill.log.LogPaths;
import dev.waybill.log.StagedLocks;
import dev.waybill.log.check.TamperedLogs.Place;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Ways to tamper with cosigned checkpoints, anchors, keys, lock and memory; each returns the
 * findings that tell it.
 */
final class StatementTampering {
  private StatementTampering() {}

  static Set<String> cosign(WatchedLog log, Checkpoint named, byte[] content) {
    log.store.put(LogPaths.cosigned(named), content);
    return told(LogDefectKind.COSIGNED_INCONSISTENT, LogPaths.cosigned(named));
  }

  static Checkpoint sized(WatchedLog log, long size, Random random) {
    return otherRoot(new Checkpoint(WatchedLog.ORIGIN, size, log.newest().root()), random);
  }

  static long newSize(WatchedLog log, Random random) {
    return OLD + random.nextLong(log.newest().size() - OLD + 1);
  }

  static Set<String> cosignOtherRoot(WatchedLog log, Random random, Place place) {
    Checkpoint other = sized(log, newSize(log, random), random);
    return cosign(log, other, WatchedLog.sign(other).bytes());
  }

  static Set<String> cosignUnsigned(WatchedLog log, Random random, Place place) {
    Checkpoint newest = log.newest();
    SignedNote note = WatchedLog.sign(newest);
    byte[] bytes = flipped(note.signatures().get(0).signature(), random);
    NoteSignature wrong =
        NoteSignature.of(WatchedLog.ORIGIN, note.signatures().get(0).keyId(), bytes);
    return cosign(log, newest, new SignedNote(note.text(), List.of(wrong)).bytes());
  }

  static Set<String> cosignLarger(WatchedLog log, Random random, Place place) {
    Checkpoint other = sized(log, log.newest().size() + 1 + random.nextInt(100), random);
    return cosign(log, other, WatchedLog.sign(other).bytes());
  }

  static Set<String> anchorOtherRoot(WatchedLog log, Random random, Place place) {
    String key = LogPaths.anchor(sized(log, newSize(log, random), random));
    log.store.put(key, new byte[0]);
    return told(LogDefectKind.ANCHOR_INCONSISTENT, key);
  }

  static Set<String> anchorLarger(WatchedLog log, Random random, Place place) {
    String key = LogPaths.anchor(sized(log, log.newest().size() + 1, random));
    log.store.put(key, new byte[0]);
    return told(LogDefectKind.ANCHOR_INCONSISTENT, key);
  }

  static Set<String> publishForeignKey(WatchedLog log, Random random, Place place) {
    String foreign = "provenance/log+" + String.format("%08x", random.nextInt()) + "+AQ==\n";
    log.store.put(
        LogPaths.VKEYS,
        (random.nextBoolean() ? foreign : WatchedLog.key() + "\n" + foreign)
            .getBytes(StandardCharsets.UTF_8));
    return told(LogDefectKind.VKEYS_CHANGED, LogPaths.VKEYS);
  }

  static Set<String> removeKeys(WatchedLog log, Random random, Place place) {
    log.store.put(LogPaths.VKEYS, null);
    return told(LogDefectKind.VKEYS_CHANGED, LogPaths.VKEYS);
  }

  static Set<String> removeLock(WatchedLog log, Random random, Place place) {
    log.store.put(LogPaths.LOCK, null);
    return told(LogDefectKind.LOCK_MISSING, LogPaths.LOCK);
  }

  static Set<String> stage(WatchedLog log, byte[] lock) {
    log.store.put(LogPaths.LOCK, lock);
    return told(LogDefectKind.LOCK_INCONSISTENT, LogPaths.LOCK);
  }

  static Set<String> rollBackLock(WatchedLog log, Random random, Place place) {
    Checkpoint old = log.checkpoints.get(random.nextInt(log.checkpoints.size() - 1));
    return stage(log, StagedLocks.of(old, old, List.of()));
  }

  static Set<String> forkLock(WatchedLog log, Random random, Place place) {
    Checkpoint other = otherRoot(log.newest(), random);
    return stage(log, StagedLocks.of(other, other, List.of()));
  }

  static Set<String> spoilLock(WatchedLog log, Random random, Place place) {
    byte[] lock = read(log, LogPaths.LOCK);
    return stage(log, Arrays.copyOf(lock, random.nextInt(lock.length)));
  }

  static Set<String> stop(WatchedLog log, Random random, Place place) {
    log.pass(WatchedLog.LATE.plusSeconds(1 + random.nextInt(1000)));
    return told(LogDefectKind.CHECKPOINT_LATE, LogPaths.CHECKPOINT);
  }

  static Set<String> spoilMemory(WatchedLog log, Random random, Place place) {
    log.memory.json = Arrays.copyOf(log.memory.json, random.nextInt(100));
    return told(LogDefectKind.MEMORY_UNREADABLE, "memory of the log");
  }
}
