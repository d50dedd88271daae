package dev.waybill.log.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.alert.Finding;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogPaths;
import dev.waybill.log.StagedLocks;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TreeHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of tampering, at ten random places each, in the part of the log that is new since the
 * last cycle and in the old part. What is new, and everything about checkpoints, is told in the
 * next cycle; what is old in the cycle whose share of the log has the place.
 */
class LogTamperingTest {
  private static final int PLACES = 10;
  private static final int OLD = 4_000;
  private static final int NEW = 1_300;

  /** Cycles that read the whole log: each reads a tenth of it at most. */
  private static final int CYCLES = 11;

  /** A way to tamper with a log; returns the rules and objects of the findings that tell it. */
  private interface Tampering {
    Set<String> tamper(WatchedLog log, Random random, Place place);
  }

  /**
   * Place in the log.
   *
   * @param bundle index of a full bundle
   * @param isEdge true when the place is the partial tile at the end instead
   */
  private record Place(long bundle, boolean isEdge) {
    TileAddress tile(WatchedLog log) {
      long size = log.newest().size();
      return isEdge
          ? TileAddress.at(0, size - 1, size)
          : new TileAddress(0, bundle, TileAddress.FULL);
    }

    static Place in(long from, long to, Random random) {
      return new Place(from + random.nextInt(Math.toIntExact(to - from)), false);
    }
  }

  /** Logs by size, which a watch has read once; tests copy them. */
  private static final Map<Integer, WatchedLog> WATCHED = new HashMap<>();

  private static WatchedLog watched(int size) {
    WatchedLog log =
        WATCHED.computeIfAbsent(
            size,
            count -> {
              WatchedLog grown = WatchedLog.empty().grow(count, 500);
              grown.watch().run();
              return grown;
            });
    return log.copy();
  }

  private static WatchedLog large() {
    return WATCHED.computeIfAbsent(70_000, count -> WatchedLog.empty().grow(count, 8_000)).copy();
  }

  private static Set<String> told(LogDefectKind kind, String key) {
    return Set.of(kind.rule() + " " + key);
  }

  private static String key(TileAddress address) {
    return LogPaths.of(address);
  }

  private static byte[] read(WatchedLog log, String key) {
    return log.store.find(key).orElseThrow().content();
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    byte[] changed = bytes.clone();
    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    return changed;
  }

  /** Replaces every version, as an attacker with rights over Object Lock can. */
  private static void replace(InMemoryLogStore store, String key, byte[] content) {
    store.destroy(key);
    store.put(key, content);
  }

  private static List<byte[]> entries(WatchedLog log, TileAddress tile) {
    return new ArrayList<>(EntryBundle.decode(read(log, key(tile.bundle()))));
  }

  private static Set<String> changeTile(WatchedLog log, Random random, Place place) {
    String key = key(place.tile(log));
    replace(log.store, key, flipped(read(log, key), random));
    return told(LogDefectKind.TILE_CHANGED, key);
  }

  private static Set<String> cutTile(WatchedLog log, Random random, Place place) {
    String key = key(place.tile(log));
    byte[] tile = read(log, key);
    replace(log.store, key, Arrays.copyOf(tile, random.nextInt(tile.length)));
    return told(LogDefectKind.TILE_CHANGED, key);
  }

  private static Set<String> destroyTile(WatchedLog log, Random random, Place place) {
    String key = key(place.tile(log));
    log.store.destroy(key);
    return told(LogDefectKind.TILE_MISSING, key);
  }

  private static Set<String> hideTile(WatchedLog log, Random random, Place place) {
    String key = key(place.tile(log));
    log.store.put(key, null);
    return told(LogDefectKind.TILE_MISSING, key);
  }

  private static Set<String> changeBundle(WatchedLog log, Random random, Place place) {
    String key = key(place.tile(log).bundle());
    replace(log.store, key, flipped(read(log, key), random));
    return told(LogDefectKind.BUNDLE_CHANGED, key);
  }

  private static Set<String> cutBundle(WatchedLog log, Random random, Place place) {
    String key = key(place.tile(log).bundle());
    byte[] bundle = read(log, key);
    replace(log.store, key, Arrays.copyOf(bundle, random.nextInt(bundle.length)));
    return told(LogDefectKind.BUNDLE_CHANGED, key);
  }

  private static Set<String> exchangeEntries(WatchedLog log, Random random, Place place) {
    TileAddress tile = place.tile(log);
    List<byte[]> entries = entries(log, tile);
    Collections.swap(entries, 0, 1 + random.nextInt(entries.size() - 1));
    replace(log.store, key(tile.bundle()), EntryBundle.encode(entries));
    return told(LogDefectKind.BUNDLE_CHANGED, key(tile.bundle()));
  }

  private static Set<String> destroyBundle(WatchedLog log, Random random, Place place) {
    String key = key(place.tile(log).bundle());
    log.store.destroy(key);
    return told(LogDefectKind.BUNDLE_MISSING, key);
  }

  private static Set<String> hideBundle(WatchedLog log, Random random, Place place) {
    String key = key(place.tile(log).bundle());
    log.store.put(key, null);
    return told(LogDefectKind.BUNDLE_MISSING, key);
  }

  private static Set<String> changeEntryAndLeaf(WatchedLog log, Random random, Place place) {
    TileAddress tile = place.tile(log);
    List<byte[]> entries = entries(log, tile);
    entries.set(random.nextInt(entries.size()), WatchedLog.entry(1_000_000).bytes());
    replace(log.store, key(tile.bundle()), EntryBundle.encode(entries));
    replace(log.store, key(tile), TileHashes.ofEntries(entries));
    return told(LogDefectKind.LEAF_MISMATCH, key(tile.bundle()));
  }

  private static Set<String> changeTileAndBundle(WatchedLog log, Random random, Place place) {
    Set<String> both = new LinkedHashSet<>(changeTile(log, random, place));
    both.addAll(changeBundle(log, random, place));
    return both;
  }

  private static Set<String> changeUpperTile(WatchedLog log, Random random, Place place) {
    String key = key(TileAddress.at(1, 0, log.newest().size()));
    replace(log.store, key, flipped(read(log, key), random));
    return told(LogDefectKind.UPPER_TILE_CHANGED, key);
  }

  private static Set<String> destroyUpperTile(WatchedLog log, Random random, Place place) {
    String key = key(TileAddress.at(1, 0, log.newest().size()));
    log.store.destroy(key);
    return told(LogDefectKind.TILE_MISSING, key);
  }

  /** The hash above the changed leaf is changed as well, so that three objects agree. */
  private static Set<String> changeUpToTheEdge(WatchedLog log, Random random, Place place) {
    Set<String> all = new LinkedHashSet<>(changeEntryAndLeaf(log, random, place));
    TileAddress tile = place.tile(log);
    String above = key(TileAddress.at(1, 0, log.newest().size()));
    byte[] hashes = read(log, above);
    byte[] hash = TileHashes.root(read(log, key(tile))).bytes();
    System.arraycopy(hash, 0, hashes, (int) tile.index() * TreeHash.BYTES, TreeHash.BYTES);
    replace(log.store, above, hashes);
    all.addAll(told(LogDefectKind.UPPER_TILE_CHANGED, above));
    return all;
  }

  private static Set<String> overwriteAndRestore(WatchedLog log, Random random, Place place) {
    String key = key(random.nextBoolean() ? place.tile(log) : place.tile(log).bundle());
    byte[] right = read(log, key);
    log.store.put(key, random.nextBoolean() ? flipped(right, random) : null);
    log.store.put(key, right);
    return told(LogDefectKind.TILE_OVERWRITTEN, key);
  }

  private static Set<String> appendMalformedEntry(WatchedLog log, Random random, Place place) {
    log.round(List.of("{}".getBytes(StandardCharsets.UTF_8)));
    long size = log.newest().size();
    return told(
        LogDefectKind.ENTRY_MALFORMED, key(TileAddress.at(TileAddress.ENTRIES, size - 1, size)));
  }

  static Stream<Arguments> placedKinds() {
    return Stream.of(
        placed("a tile is changed", LogTamperingTest::changeTile),
        placed("a tile is cut off", LogTamperingTest::cutTile),
        placed("a tile is destroyed", LogTamperingTest::destroyTile),
        placed("a tile has a delete marker", LogTamperingTest::hideTile),
        placed("a bundle is changed", LogTamperingTest::changeBundle),
        placed("a bundle is cut off", LogTamperingTest::cutBundle),
        placed("entries are exchanged", LogTamperingTest::exchangeEntries),
        placed("a bundle is destroyed", LogTamperingTest::destroyBundle),
        placed("a bundle has a delete marker", LogTamperingTest::hideBundle),
        placed("an entry and its leaf are changed", LogTamperingTest::changeEntryAndLeaf),
        placed("tile and bundle are changed apart", LogTamperingTest::changeTileAndBundle));
  }

  private static Arguments placed(String name, Tampering tampering) {
    return Arguments.of(name, tampering);
  }

  private static Set<String> findings(WatchedLog log) {
    Set<String> told = new LinkedHashSet<>();
    log.reports.forEach(
        report -> {
          Finding finding = (Finding) report;
          told.add(finding.rule() + " " + finding.uid().split("/", 3)[2]);
        });
    return told;
  }

  /** A second version of a changed object is told as well, when its versions are listed. */
  private static void assertTold(WatchedLog log, Set<String> expected) {
    assertThat(findings(log))
        .containsAll(expected)
        .allMatch(
            it ->
                expected.contains(it)
                    || (it.startsWith(LogDefectKind.TILE_OVERWRITTEN.rule())
                        && expected.stream()
                            .anyMatch(one -> one.endsWith(it.substring(it.indexOf(" ") + 1)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("placedKinds")
  void tellsTamperingWithNewPartInTheNextCycle(String name, Tampering tampering) {
    for (int i = 0; i < PLACES; i++) {
      Random random = new Random(i);
      WatchedLog log = watched(OLD);
      LogWatch watch = log.watch();
      watch.run();
      log.pass(Duration.ofMinutes(1));
      log.grow(NEW, 500);
      Place place = Place.in(OLD / TileAddress.FULL, (OLD + NEW) / TileAddress.FULL, random);
      Set<String> expected = tampering.tamper(log, random, place);
      watch.run();
      assertTold(log, expected);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("placedKinds")
  void tellsTamperingWithOldPartInTheCycleThatReadsThePlace(String name, Tampering tampering) {
    for (int i = 0; i < PLACES; i++) {
      Random random = new Random(i);
      WatchedLog log = watched(OLD);
      LogWatch watch = log.watch();
      watch.run();
      Set<String> expected =
          tampering.tamper(log, random, Place.in(0, OLD / TileAddress.FULL, random));
      for (int cycle = 0; cycle < CYCLES && log.reports.isEmpty(); cycle++) {
        log.pass(WatchedLog.WITHIN.dividedBy(10));
        log.publish(log.newest());
        watch = random.nextBoolean() ? log.watch() : watch;
        watch.run();
      }
      assertTold(log, expected);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("placedKinds")
  void tellsTamperingWithPartialTileInTheNextCycle(String name, Tampering tampering) {
    for (int i = 0; i < PLACES; i++) {
      Random random = new Random(i);
      WatchedLog log = watched(OLD).grow(random.nextInt(2, 90), 90);
      LogWatch watch = log.watch();
      watch.run();
      log.pass(Duration.ofMinutes(1));
      Set<String> expected = tampering.tamper(log, random, new Place(0, true));
      watch.run();
      assertTold(log, expected);
    }
  }

  /** Nothing above the edge tells which of three objects that agree is wrong, but the root does. */
  @Test
  void tellsEntriesThatWereChangedUpToTheEdgeByTheRoot() {
    for (int i = 0; i < PLACES; i++) {
      Random random = new Random(i);
      WatchedLog log = watched(OLD);
      log.watch().run();
      Set<String> unused =
          changeUpToTheEdge(log, random, Place.in(0, OLD / TileAddress.FULL, random));
      log.watch().run();
      assertThat(findings(log))
          .contains(LogDefectKind.ROOT_MISMATCH.rule() + " " + LogPaths.CHECKPOINT);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("otherKinds")
  void tellsOtherTamperingInTheNextCycle(String name, Tampering tampering) {
    for (int i = 0; i < PLACES; i++) {
      Random random = new Random(i);
      WatchedLog log = watched(OLD);
      LogWatch watch = log.watch();
      watch.run();
      log.pass(Duration.ofMinutes(1));
      log.grow(1 + random.nextInt(NEW), 100);
      Set<String> expected = tampering.tamper(log, random, new Place(0, false));
      watch.run();
      assertThat(findings(log)).isEqualTo(expected);
    }
  }

  static Stream<Arguments> otherKinds() {
    return Stream.of(
        placed("an upper tile is changed", LogTamperingTest::changeUpperTile),
        placed("an upper tile is destroyed", LogTamperingTest::destroyUpperTile),
        placed("an entry is malformed", LogTamperingTest::appendMalformedEntry),
        placed("the checkpoint has a delete marker", LogTamperingTest::hideCheckpoint),
        placed("the checkpoint is destroyed", LogTamperingTest::destroyCheckpoint),
        placed("the checkpoint is cut off", LogTamperingTest::cutCheckpoint),
        placed("the checkpoint's text is changed", LogTamperingTest::changeCheckpoint),
        placed("the checkpoint has an unknown key", LogTamperingTest::signWithUnknownKey),
        placed("the checkpoint is of another log", LogTamperingTest::signOtherLog),
        placed("the checkpoint is an older one", LogTamperingTest::rollBack),
        placed("the checkpoint was an older one", LogTamperingTest::rollBackAndRestore),
        placed("the checkpoint was deleted", LogTamperingTest::deleteAndRestore),
        placed("the log is replaced", LogTamperingTest::fork),
        placed("the root is signed twice", LogTamperingTest::signOtherRoot),
        placed("another root was signed", LogTamperingTest::signOtherRootAndRestore),
        placed("another root of an older size", LogTamperingTest::signOlderRootAndRestore),
        placed("the root has no tiles", LogTamperingTest::signWithoutTiles),
        placed("a cosigned checkpoint differs", LogTamperingTest::cosignOtherRoot),
        placed("a cosigned checkpoint is unsigned", LogTamperingTest::cosignUnsigned),
        placed("a cosigned checkpoint is larger", LogTamperingTest::cosignLarger),
        placed("an anchor differs", LogTamperingTest::anchorOtherRoot),
        placed("an anchor is larger", LogTamperingTest::anchorLarger),
        placed("a published key is foreign", LogTamperingTest::publishForeignKey),
        placed("the published keys are gone", LogTamperingTest::removeKeys),
        placed("the lock has a delete marker", LogTamperingTest::removeLock),
        placed("the lock is an older one", LogTamperingTest::rollBackLock),
        placed("the lock leads elsewhere", LogTamperingTest::forkLock),
        placed("the lock is malformed", LogTamperingTest::spoilLock),
        placed("the checkpoint is late", LogTamperingTest::stop),
        placed("the memory is malformed", LogTamperingTest::spoilMemory));
  }

  private static Set<String> hideCheckpoint(WatchedLog log, Random random, Place place) {
    log.store.put(LogPaths.CHECKPOINT, null);
    return told(LogDefectKind.CHECKPOINT_MISSING, LogPaths.CHECKPOINT);
  }

  private static Set<String> destroyCheckpoint(WatchedLog log, Random random, Place place) {
    log.store.destroy(LogPaths.CHECKPOINT);
    return told(LogDefectKind.CHECKPOINT_MISSING, LogPaths.CHECKPOINT);
  }

  private static Set<String> cutCheckpoint(WatchedLog log, Random random, Place place) {
    byte[] note = read(log, LogPaths.CHECKPOINT);
    log.store.put(LogPaths.CHECKPOINT, Arrays.copyOf(note, random.nextInt(note.length - 100)));
    return told(LogDefectKind.CHECKPOINT_MALFORMED, LogPaths.CHECKPOINT);
  }

  private static Set<String> changeCheckpoint(WatchedLog log, Random random, Place place) {
    Checkpoint newest = log.newest();
    SignedNote note = WatchedLog.sign(newest);
    String larger = new Checkpoint(newest.origin(), newest.size() + 1, newest.root()).text();
    log.store.put(LogPaths.CHECKPOINT, new SignedNote(larger, note.signatures()).bytes());
    return told(LogDefectKind.CHECKPOINT_SIGNATURE_INVALID, LogPaths.CHECKPOINT);
  }

  private static Set<String> signWithUnknownKey(WatchedLog log, Random random, Place place) {
    SignedNote note = WatchedLog.sign(log.newest());
    NoteSignature foreign =
        NoteSignature.of(WatchedLog.ORIGIN, random.nextInt(), note.signatures().get(0).signature());
    log.store.put(LogPaths.CHECKPOINT, new SignedNote(note.text(), List.of(foreign)).bytes());
    return told(LogDefectKind.CHECKPOINT_SIGNATURE_INVALID, LogPaths.CHECKPOINT);
  }

  private static Set<String> signOtherLog(WatchedLog log, Random random, Place place) {
    Checkpoint newest = log.newest();
    Checkpoint other = new Checkpoint("other/log", newest.size(), newest.root());
    log.store.put(LogPaths.CHECKPOINT, WatchedLog.sign(other).bytes());
    return told(LogDefectKind.CHECKPOINT_SIGNATURE_INVALID, LogPaths.CHECKPOINT);
  }

  private static Set<String> rollBack(WatchedLog log, Random random, Place place) {
    Checkpoint old = log.checkpoints.get(random.nextInt(log.checkpoints.size() - 1));
    log.store.put(LogPaths.CHECKPOINT, WatchedLog.sign(old).bytes());
    return told(LogDefectKind.CHECKPOINT_ROLLED_BACK, LogPaths.CHECKPOINT);
  }

  private static Set<String> rollBackAndRestore(WatchedLog log, Random random, Place place) {
    log.pass(Duration.ofSeconds(5));
    Set<String> told = rollBack(log, random, place);
    restoreCheckpoint(log);
    return told;
  }

  private static void restoreCheckpoint(WatchedLog log) {
    log.pass(Duration.ofSeconds(5));
    log.store.put(LogPaths.CHECKPOINT, WatchedLog.sign(log.newest()).bytes());
  }

  private static Set<String> deleteAndRestore(WatchedLog log, Random random, Place place) {
    Set<String> told = hideCheckpoint(log, random, place);
    restoreCheckpoint(log);
    return told;
  }

  /** A log of the same keys whose entries are others from some index on, with all its tiles. */
  private static Set<String> fork(WatchedLog log, Random random, Place place) {
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

  private static Checkpoint otherRoot(Checkpoint checkpoint, Random random) {
    byte[] hash = new byte[TreeHash.BYTES];
    random.nextBytes(hash);
    return new Checkpoint(checkpoint.origin(), checkpoint.size(), TreeHash.of(hash, 0));
  }

  private static Set<String> signOtherRoot(WatchedLog log, Random random, Place place) {
    log.store.put(LogPaths.CHECKPOINT, WatchedLog.sign(otherRoot(log.newest(), random)).bytes());
    Set<String> told = new LinkedHashSet<>(told(LogDefectKind.TWO_ROOTS, LogPaths.CHECKPOINT));
    told.addAll(told(LogDefectKind.ROOT_MISMATCH, LogPaths.CHECKPOINT));
    // The round was staged for the genuine root.
    told.addAll(told(LogDefectKind.LOCK_INCONSISTENT, LogPaths.LOCK));
    return told;
  }

  private static Set<String> signOtherRootAndRestore(WatchedLog log, Random random, Place place) {
    signOtherRoot(log, random, place);
    restoreCheckpoint(log);
    return told(LogDefectKind.TWO_ROOTS, LogPaths.CHECKPOINT);
  }

  private static Set<String> signOlderRootAndRestore(WatchedLog log, Random random, Place place) {
    Checkpoint older = new Checkpoint(WatchedLog.ORIGIN, OLD - 1, log.newest().root());
    log.store.put(LogPaths.CHECKPOINT, WatchedLog.sign(otherRoot(older, random)).bytes());
    log.store.put(LogPaths.CHECKPOINT, WatchedLog.sign(log.newest()).bytes());
    Set<String> told = new LinkedHashSet<>();
    told.addAll(told(LogDefectKind.CHECKPOINT_INCONSISTENT, LogPaths.CHECKPOINT));
    // It is also smaller than one that was published before.
    told.addAll(told(LogDefectKind.CHECKPOINT_ROLLED_BACK, LogPaths.CHECKPOINT));
    return told;
  }

  private static Set<String> signWithoutTiles(WatchedLog log, Random random, Place place) {
    Checkpoint larger =
        new Checkpoint(WatchedLog.ORIGIN, log.newest().size() / 256 * 256, log.newest().root());
    log.store.destroy(LogPaths.CHECKPOINT);
    log.store.put(LogPaths.CHECKPOINT, WatchedLog.sign(otherRoot(larger, random)).bytes());
    return told(LogDefectKind.ROOT_MISMATCH, LogPaths.CHECKPOINT);
  }

  private static Set<String> cosign(WatchedLog log, Checkpoint named, byte[] content) {
    log.store.put(LogPaths.cosigned(named), content);
    return told(LogDefectKind.COSIGNED_INCONSISTENT, LogPaths.cosigned(named));
  }

  private static Checkpoint sized(WatchedLog log, long size, Random random) {
    return otherRoot(new Checkpoint(WatchedLog.ORIGIN, size, log.newest().root()), random);
  }

  private static long newSize(WatchedLog log, Random random) {
    return OLD + random.nextLong(log.newest().size() - OLD + 1);
  }

  private static Set<String> cosignOtherRoot(WatchedLog log, Random random, Place place) {
    Checkpoint other = sized(log, newSize(log, random), random);
    return cosign(log, other, WatchedLog.sign(other).bytes());
  }

  private static Set<String> cosignUnsigned(WatchedLog log, Random random, Place place) {
    Checkpoint newest = log.newest();
    SignedNote note = WatchedLog.sign(newest);
    byte[] bytes = flipped(note.signatures().get(0).signature(), random);
    NoteSignature wrong =
        NoteSignature.of(WatchedLog.ORIGIN, note.signatures().get(0).keyId(), bytes);
    return cosign(log, newest, new SignedNote(note.text(), List.of(wrong)).bytes());
  }

  private static Set<String> cosignLarger(WatchedLog log, Random random, Place place) {
    Checkpoint other = sized(log, log.newest().size() + 1 + random.nextInt(100), random);
    return cosign(log, other, WatchedLog.sign(other).bytes());
  }

  private static Set<String> anchorOtherRoot(WatchedLog log, Random random, Place place) {
    String key = LogPaths.anchor(sized(log, newSize(log, random), random));
    log.store.put(key, new byte[0]);
    return told(LogDefectKind.ANCHOR_INCONSISTENT, key);
  }

  private static Set<String> anchorLarger(WatchedLog log, Random random, Place place) {
    String key = LogPaths.anchor(sized(log, log.newest().size() + 1, random));
    log.store.put(key, new byte[0]);
    return told(LogDefectKind.ANCHOR_INCONSISTENT, key);
  }

  private static Set<String> publishForeignKey(WatchedLog log, Random random, Place place) {
    String foreign = "provenance/log+" + String.format("%08x", random.nextInt()) + "+AQ==\n";
    log.store.put(
        LogPaths.VKEYS,
        (random.nextBoolean() ? foreign : WatchedLog.key() + "\n" + foreign)
            .getBytes(StandardCharsets.UTF_8));
    return told(LogDefectKind.VKEYS_CHANGED, LogPaths.VKEYS);
  }

  private static Set<String> removeKeys(WatchedLog log, Random random, Place place) {
    log.store.put(LogPaths.VKEYS, null);
    return told(LogDefectKind.VKEYS_CHANGED, LogPaths.VKEYS);
  }

  private static Set<String> removeLock(WatchedLog log, Random random, Place place) {
    log.store.put(LogPaths.LOCK, null);
    return told(LogDefectKind.LOCK_MISSING, LogPaths.LOCK);
  }

  private static Set<String> stage(WatchedLog log, byte[] lock) {
    log.store.put(LogPaths.LOCK, lock);
    return told(LogDefectKind.LOCK_INCONSISTENT, LogPaths.LOCK);
  }

  private static Set<String> rollBackLock(WatchedLog log, Random random, Place place) {
    Checkpoint old = log.checkpoints.get(random.nextInt(log.checkpoints.size() - 1));
    return stage(log, StagedLocks.of(old, old, List.of()));
  }

  private static Set<String> forkLock(WatchedLog log, Random random, Place place) {
    Checkpoint other = otherRoot(log.newest(), random);
    return stage(log, StagedLocks.of(other, other, List.of()));
  }

  private static Set<String> spoilLock(WatchedLog log, Random random, Place place) {
    byte[] lock = read(log, LogPaths.LOCK);
    return stage(log, Arrays.copyOf(lock, random.nextInt(lock.length)));
  }

  private static Set<String> stop(WatchedLog log, Random random, Place place) {
    log.pass(WatchedLog.LATE.plusSeconds(1 + random.nextInt(1000)));
    return told(LogDefectKind.CHECKPOINT_LATE, LogPaths.CHECKPOINT);
  }

  private static Set<String> spoilMemory(WatchedLog log, Random random, Place place) {
    log.memory.json = Arrays.copyOf(log.memory.json, random.nextInt(100));
    return told(LogDefectKind.MEMORY_UNREADABLE, "memory of the log");
  }

  @Test
  void tellsRollbackAfterRestart() {
    WatchedLog log = watched(OLD);
    log.watch().run();
    Checkpoint old = log.checkpoints.get(2);
    log.store.destroy(LogPaths.CHECKPOINT);
    log.store.put(LogPaths.CHECKPOINT, WatchedLog.sign(old).bytes());
    log.watch().run();
    assertThat(findings(log))
        .isEqualTo(told(LogDefectKind.CHECKPOINT_ROLLED_BACK, LogPaths.CHECKPOINT));
  }

  @Test
  void tellsReplacedLogAfterRestart() {
    WatchedLog log = watched(OLD);
    log.watch().run();
    assertThat(fork(log, new Random(1), new Place(0, false))).isEqualTo(findingsOf(log));
  }

  private static Set<String> findingsOf(WatchedLog log) {
    log.watch().run();
    return findings(log);
  }

  /** Tiles of level 1 are full from 65,536 entries on. */
  @Test
  void tellsTamperingBelowAndInFullUpperTile() {
    for (Tampering tampering :
        List.<Tampering>of(
            LogTamperingTest::changeTile,
            LogTamperingTest::changeBundle,
            LogTamperingTest::changeEntryAndLeaf,
            LogTamperingTest::changeUpperTile,
            LogTamperingTest::destroyUpperTile,
            LogTamperingTest::overwriteAndRestore)) {
      WatchedLog log = large();
      Random random = new Random(7);
      Set<String> expected = tampering.tamper(log, random, Place.in(0, 256, random));
      DefectList defects = new DefectList();
      assertThat(log.check().run(defects, EntryListener.NONE)).isPresent();
      assertThat(defects.list().stream().map(it -> it.kind().rule() + " " + it.key()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void tellsEntriesThatWereChangedUpToFullTileByThatTile() {
    WatchedLog log = large();
    Set<String> unused = changeUpToTheEdge(log, new Random(7), new Place(187, false));
    DefectList defects = new DefectList();
    assertThat(log.check().run(defects, EntryListener.NONE)).isPresent();
    assertThat(defects.list())
        .extracting(LogDefect::kind, LogDefect::key)
        .containsExactly(tuple(LogDefectKind.UPPER_TILE_CHANGED, "log/tile/1/000"));
  }

  @Test
  void tellsOverwrittenTilesWithinOnePassAlthoughTheirBytesAreRight() {
    for (int i = 0; i < PLACES; i++) {
      Random random = new Random(i);
      WatchedLog log = watched(OLD);
      LogWatch watch = log.watch();
      watch.run();
      Set<String> expected =
          overwriteAndRestore(log, random, Place.in(0, OLD / TileAddress.FULL, random));
      for (int cycle = 0; cycle < CYCLES; cycle++) {
        log.pass(WatchedLog.WITHIN.dividedBy(10));
        log.publish(log.newest());
        watch.run();
      }
      assertThat(findings(log)).isEqualTo(expected);
    }
  }
}
