package dev.waybill.log;

import static dev.waybill.log.LogFixtures.addPending;
import static dev.waybill.log.LogFixtures.checkpoint;
import static dev.waybill.log.LogFixtures.entries;
import static dev.waybill.log.LogFixtures.lock;
import static dev.waybill.log.LogFixtures.verifiedEntries;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.log.LogConflictException.Reason;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.TreeHash;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each way in which lock, checkpoint and tiles can contradict each other. */
class LogConflictTest {
  private static final String ORIGIN = "caa304-provenance/log";
  private static final TreeHash OTHER = TreeHash.ofEntry("other".getBytes(UTF_8));

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final EdCheckpointSigner signer = new EdCheckpointSigner(ORIGIN);
  private final List<String> restored = new ArrayList<>();
  private final LogSequencer running = sequencer();

  private LogSequencer sequencer() {
    return new LogSequencer(
        store,
        signer,
        Clock.systemUTC(),
        LogSequencer.Limits.DEFAULT,
        new RecentBatches(),
        new LogWriterListener() {
          @Override
          public void lockRestored(String basis) {
            restored.add(basis);
          }
        });
  }

  /** Makes a log of 310 entries in two rounds. */
  private void makeLog() {
    addPending(store, "a", 0, 0, 300);
    running.run();
    addPending(store, "a", 1, 300, 310);
    running.run();
  }

  /** Stages a round of ten entries that is not published; tiles are written when a test says so. */
  private void stage(boolean writesTiles) {
    addPending(store, "a", 2, 310, 320);
    store.before(
        (operation, key) -> {
          if ((operation.equals("create") && !writesTiles) || key.equals(LogPaths.CHECKPOINT)) {
            throw new IllegalStateException("down");
          }
        });
    assertThatThrownBy(running::run).hasMessage("down");
    store.before((operation, key) -> {});
  }

  /** Runs a new sequencer that must stop, and sign and stage nothing. */
  private void requireConflict(Reason reason) {
    requireConflict(sequencer(), reason);
  }

  private void requireConflict(LogSequencer sequencer, Reason reason) {
    addPending(store, "b", 0, 1000, 1001);
    int signatures = signer.signatures();
    store.before(
        (operation, key) -> {
          if (operation.equals("replace")) {
            throw new AssertionError(key + " is written");
          }
        });
    for (int run = 0; run < 2; run++) {
      assertThat(catchThrowableOfType(LogConflictException.class, sequencer::run))
          .extracting(LogConflictException::reason)
          .isEqualTo(reason);
    }
    assertThat(signer.signatures()).isEqualTo(signatures);
  }

  private byte[] content(String key) {
    return store.find(key).orElseThrow().content();
  }

  private void sign(Checkpoint checkpoint) {
    store.put(LogPaths.CHECKPOINT, signer.sign(checkpoint).bytes());
  }

  @Test
  void stopsWhenCheckpointWasRemoved() {
    makeLog();
    store.put(LogPaths.CHECKPOINT, null);

    requireConflict(Reason.CHECKPOINT_MISSING);
  }

  @Test
  void stopsWhenLockAndCheckpointWereRemoved() {
    makeLog();
    store.put(LogPaths.CHECKPOINT, null);
    store.put(LogPaths.LOCK, null);

    requireConflict(Reason.CHECKPOINT_MISSING);
  }

  @Test
  void stopsWhenEverythingButTheTilesWasDestroyed() {
    makeLog();
    store.destroy(LogPaths.CHECKPOINT);
    store.destroy(LogPaths.LOCK);

    requireConflict(Reason.CHECKPOINT_MISSING);
  }

  @Test
  void stopsWhenCheckpointIsNoNote() {
    makeLog();
    store.put(LogPaths.CHECKPOINT, "no note".getBytes(UTF_8));

    requireConflict(Reason.CHECKPOINT_INVALID);
  }

  @Test
  void stopsWhenCheckpointHasASignatureOfAnotherKey() {
    makeLog();
    Checkpoint checkpoint = checkpoint(store);
    store.put(LogPaths.CHECKPOINT, new EdCheckpointSigner(ORIGIN).sign(checkpoint).bytes());

    requireConflict(Reason.CHECKPOINT_INVALID);
  }

  @Test
  void stopsWhenSignatureOfCheckpointIsOfAnotherText() {
    makeLog();
    String note = new String(content(LogPaths.CHECKPOINT), UTF_8);
    store.put(LogPaths.CHECKPOINT, note.replace("\n310\n", "\n300\n").getBytes(UTF_8));

    requireConflict(Reason.CHECKPOINT_INVALID);
  }

  @Test
  void stopsWhenCheckpointIsOfAnotherLog() {
    makeLog();
    Checkpoint checkpoint = checkpoint(store);
    sign(new Checkpoint("another/log", checkpoint.size(), checkpoint.root()));

    requireConflict(Reason.CHECKPOINT_INVALID);
  }

  @Test
  void stopsWhenCheckpointIsOlderThanTheRoundThatTheLockExtends() {
    addPending(store, "a", 0, 0, 3);
    running.run();
    byte[] old = content(LogPaths.CHECKPOINT);
    makeLog();
    store.put(LogPaths.CHECKPOINT, old);

    requireConflict(Reason.CHECKPOINT_ROLLED_BACK);
  }

  @Test
  void stopsWhenCheckpointAndLockAreOlderThanWhatThisProcessHasSeen() {
    addPending(store, "a", 0, 0, 3);
    running.run();
    byte[] checkpoint = content(LogPaths.CHECKPOINT);
    byte[] lock = content(LogPaths.LOCK);
    makeLog();
    store.put(LogPaths.CHECKPOINT, checkpoint);
    store.put(LogPaths.LOCK, lock);
    store.destroy("log/tile/0/000");
    store.destroy("log/tile/entries/000");
    store.put("log/tile/0/000.p/3", tile(3));
    store.put("log/tile/entries/000.p/3", LogFixtures.batch(entries(0, 3)));
    addPending(store, "b", 0, 1000, 1001);
    assertThat(running.run().isContended()).isTrue();

    requireConflict(running, Reason.CHECKPOINT_ROLLED_BACK);
  }

  @Test
  void stopsWhenLogIsOlderThanWhatAnEarlierProcessHasSeen() {
    makeLog();
    LogSequencer restarted = sequencer();
    restarted.requireExtensionOf(new Checkpoint(SampleLog.ORIGIN, 311, TreeHash.EMPTY_ROOT));

    requireConflict(restarted, Reason.CHECKPOINT_ROLLED_BACK);
  }

  @Test
  void stopsWhenLogIsAnotherThanWhatAnEarlierProcessHasSeen() {
    makeLog();
    LogSequencer restarted = sequencer();
    restarted.requireExtensionOf(new Checkpoint(SampleLog.ORIGIN, 300, TreeHash.EMPTY_ROOT));

    requireConflict(restarted, Reason.ROOT_DIFFERS);
  }

  @Test
  void beginsNoNewLogWhereAnEarlierProcessHasSeenOne() {
    LogSequencer restarted = sequencer();
    restarted.requireExtensionOf(new Checkpoint(SampleLog.ORIGIN, 3, TreeHash.EMPTY_ROOT));

    requireConflict(restarted, Reason.CHECKPOINT_MISSING);
  }

  @Test
  void continuesLogThatExtendsWhatAnEarlierProcessHasSeen() {
    addPending(store, "a", 0, 0, 300);
    Checkpoint seen = running.run().checkpoint();
    addPending(store, "a", 1, 300, 310);
    assertThat(running.run().checkpoint().size()).isEqualTo(310);
    LogSequencer restarted = sequencer();
    restarted.requireExtensionOf(seen);
    addPending(store, "b", 0, 310, 311);

    assertThat(restarted.run().checkpoint().size()).isEqualTo(311);
  }

  private static byte[] tile(int width) {
    byte[] tile = new byte[width * TreeHash.BYTES];
    for (int at = 0; at < width; at++) {
      byte[] hash = LogFixtures.entry(at).leafHash().bytes();
      System.arraycopy(hash, 0, tile, at * TreeHash.BYTES, TreeHash.BYTES);
    }
    return tile;
  }

  @Test
  void stopsWhenCheckpointAndLockAreOlderThanTheTiles() {
    addPending(store, "a", 0, 0, 3);
    running.run();
    byte[] checkpoint = content(LogPaths.CHECKPOINT);
    byte[] lock = content(LogPaths.LOCK);
    makeLog();
    store.put(LogPaths.CHECKPOINT, checkpoint);
    store.put(LogPaths.LOCK, lock);

    requireConflict(Reason.TILE_BEYOND);
  }

  @Test
  void stopsWhenLockIsOlderThanTheCheckpoint() {
    addPending(store, "a", 0, 0, 3);
    running.run();
    byte[] lock = content(LogPaths.LOCK);
    makeLog();
    store.put(LogPaths.LOCK, lock);

    requireConflict(Reason.LOCK_ROLLED_BACK);
  }

  @Test
  void stopsWhenLockIsNoRound() {
    makeLog();
    store.put(LogPaths.LOCK, "no round".getBytes(UTF_8));

    requireConflict(Reason.LOCK_UNREADABLE);
  }

  @Test
  void stopsWhenLockIsOfAnotherLog() {
    makeLog();
    Checkpoint own = checkpoint(store);
    Checkpoint other = new Checkpoint("another/log", own.size(), own.root());
    store.put(LogPaths.LOCK, StagedRound.at(other).encode());

    requireConflict(Reason.LOCK_UNREADABLE);
  }

  @Test
  void stopsWhenLockStatesAnotherRootForTheCheckpointsSize() {
    makeLog();
    store.put(LogPaths.LOCK, StagedRound.at(new Checkpoint(ORIGIN, 310, OTHER)).encode());

    requireConflict(Reason.ROOT_DIFFERS);
  }

  @Test
  void stopsWhenStagedRootIsNotThatOfTheStagedEntries() {
    makeLog();
    List<EncodedEntry> staged = List.of(EncodedEntry.of(LogFixtures.entry(310)));
    StagedRound round =
        new StagedRound(checkpoint(store), new Checkpoint(ORIGIN, 311, OTHER), List.of(), staged);
    store.put(LogPaths.LOCK, round.encode());

    requireConflict(Reason.ROOT_DIFFERS);
  }

  @Test
  void stopsWhenNewCheckpointDoesNotExtendTheOneThatThisProcessHasSeen() {
    makeLog();
    // The key that signs is used elsewhere, for another history of the same log.
    InMemoryLogStore fork = new InMemoryLogStore();
    addPending(fork, "a", 0, 1, 400);
    new LogSequencer(
            fork,
            signer,
            Clock.systemUTC(),
            LogSequencer.Limits.DEFAULT,
            new RecentBatches(),
            LogWriterListener.NONE)
        .run();
    fork.keys().forEach(it -> store.put(it, fork.find(it).orElseThrow().content()));
    addPending(store, "b", 0, 1000, 1001);
    assertThat(running.run().isContended()).isTrue();

    requireConflict(running, Reason.ROOT_DIFFERS);
  }

  @Test
  void stopsWhenTileAtTheEdgeWasChangedOrRemoved() {
    makeLog();
    byte[] tile = content("log/tile/0/001.p/54");
    tile[0] ^= 1;
    store.put("log/tile/0/001.p/54", tile);
    requireConflict(Reason.TILE_DIFFERS);

    store.put("log/tile/0/001.p/54", null);
    requireConflict(Reason.TILE_DIFFERS);
  }

  @Test
  void stopsWhenBundleAtTheEdgeWasChanged() {
    makeLog();
    store.put("log/tile/entries/001.p/54", LogFixtures.batch(entries(257, 311)));

    requireConflict(Reason.TILE_DIFFERS);
  }

  @Test
  void stopsWhenTileOfStagedRoundExistsWithOtherBytes() {
    makeLog();
    stage(false);
    store.put("log/tile/0/001.p/64", new byte[64 * TreeHash.BYTES]);

    requireConflict(Reason.TILE_DIFFERS);
  }

  @Test
  void restoresRemovedLockFromItsNewestVersion() {
    makeLog();
    stage(true);
    StagedRound staged = lock(store);
    store.put(LogPaths.LOCK, null);

    assertThat(sequencer().run().checkpoint().size()).isEqualTo(320);
    assertThat(lock(store)).isEqualTo(staged);
    assertThat(restored).containsExactly("its newest version");
    assertThat(verifiedEntries(store)).isEqualTo(entries(0, 320));
  }

  @Test
  void restoresDestroyedLockFromTheCheckpointWhenNothingOfALaterRoundExists() {
    makeLog();
    stage(false);
    store.destroy(LogPaths.LOCK);

    assertThat(sequencer().run().checkpoint().size()).isEqualTo(320);
    assertThat(restored).containsExactly("the checkpoint");
    assertThat(verifiedEntries(store)).isEqualTo(entries(0, 320));
  }

  @Test
  void stopsWhenLockWasDestroyedAndATileOfALaterRoundExists() {
    makeLog();
    stage(true);
    store.destroy(LogPaths.LOCK);

    requireConflict(Reason.LOCK_MISSING);
  }

  @Test
  void continuesAfterAConflictWasResolved() {
    makeLog();
    byte[] newest = content(LogPaths.LOCK);
    store.put(LogPaths.LOCK, "no round".getBytes(UTF_8));
    LogSequencer stopped = sequencer();
    requireConflict(stopped, Reason.LOCK_UNREADABLE);
    store.before((operation, key) -> {});
    store.put(LogPaths.LOCK, newest);

    assertThat(stopped.run().appended()).isEqualTo(1);
  }
}
