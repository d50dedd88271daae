package dev.waybill.log;

import static dev.waybill.log.LogFixtures.addPending;
import static dev.waybill.log.LogFixtures.checkpoint;
import static dev.waybill.log.LogFixtures.entries;
import static dev.waybill.log.LogFixtures.lock;
import static dev.waybill.log.LogFixtures.verifiedEntries;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.log.Sequencing.Round;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.TreeHash;
import dev.waybill.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogSequencerTest {
  private static final String ORIGIN = "caa304-provenance/log";

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final EdCheckpointSigner signer = new EdCheckpointSigner(ORIGIN);
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-29T12:00:00Z"));
  private final List<String> rejected = new ArrayList<>();
  private final LogWriterListener listener =
      new LogWriterListener() {
        @Override
        public void batchRejected(String key, String reason) {
          rejected.add(key);
        }
      };

  private LogSequencer sequencer() {
    return new LogSequencer(
        store, signer, clock, LogSequencer.Limits.DEFAULT, new RecentBatches(), listener);
  }

  @Test
  void makesEmptyLogInEmptyBucket() {
    Round round = sequencer().run();

    assertThat(round.checkpoint()).isEqualTo(new Checkpoint(ORIGIN, 0, TreeHash.EMPTY_ROOT));
    assertThat(checkpoint(store)).isEqualTo(round.checkpoint());
    assertThat(lock(store)).isEqualTo(StagedRound.at(round.checkpoint()));
  }

  @Test
  void appendsPendingEntriesAndRemovesTheirBatches() {
    addPending(store, "a", 0, 0, 300);
    addPending(store, "b", 0, 300, 310);

    Round round = sequencer().run();

    assertThat(round).isEqualTo(new Round(checkpoint(store), 310, 0, 0, false));
    assertThat(verifiedEntries(store)).isEqualTo(entries(0, 310));
    assertThat(store.keys()).noneMatch(it -> it.startsWith(LogPaths.PENDING));
  }

  @Test
  void continuesTreeAcrossRoundsAndSequencers() {
    addPending(store, "a", 0, 0, 255);
    sequencer().run();
    addPending(store, "a", 1, 255, 258);
    sequencer().run();
    addPending(store, "a", 2, 258, 600);
    Round round = sequencer().run();

    assertThat(round.checkpoint().size()).isEqualTo(600);
    assertThat(verifiedEntries(store)).isEqualTo(entries(0, 600));
  }

  @Test
  void removesPartialTilesOnceTheFullOnesExist() {
    LogSequencer sequencer = sequencer();
    addPending(store, "a", 0, 0, 10);
    sequencer.run();
    addPending(store, "a", 1, 10, 20);
    sequencer.run();
    assertThat(store.keys()).contains("log/tile/0/000.p/10", "log/tile/entries/000.p/20");

    addPending(store, "a", 2, 20, 257);
    sequencer.run();

    assertThat(store.keys().stream().filter(it -> it.startsWith(LogPaths.TILES)))
        .containsExactlyInAnyOrder(
            "log/tile/0/000",
            "log/tile/0/001.p/1",
            "log/tile/1/000.p/1",
            "log/tile/entries/000",
            "log/tile/entries/001.p/1");
  }

  @Test
  void removesPartialTilesOfAnotherSequencer() {
    addPending(store, "a", 0, 0, 10);
    sequencer().run();
    addPending(store, "a", 1, 10, 256);
    sequencer().run();

    assertThat(store.keys().stream().filter(it -> it.startsWith(LogPaths.TILES)))
        .containsExactlyInAnyOrder("log/tile/0/000", "log/tile/1/000.p/1", "log/tile/entries/000");
  }

  @Test
  void dropsDuplicatesWithinARoundAndOfOlderRounds() {
    addPending(store, "a", 0, 0, 10);
    sequencer().run();
    addPending(store, "a", 1, 5, 12);
    addPending(store, "b", 0, 11, 13);

    Round round = sequencer().run();

    assertThat(round.appended()).isEqualTo(3);
    assertThat(round.duplicates()).isEqualTo(6);
    assertThat(verifiedEntries(store)).isEqualTo(entries(0, 13));
  }

  @Test
  void dropsBatchOfDuplicatesWithoutStagingARound() {
    LogSequencer sequencer = sequencer();
    addPending(store, "a", 0, 0, 10);
    sequencer.run();
    StagedRound before = lock(store);
    addPending(store, "a", 1, 0, 10);

    Round round = sequencer.run();

    assertThat(round.appended()).isZero();
    assertThat(round.duplicates()).isEqualTo(10);
    assertThat(lock(store)).isEqualTo(before);
    assertThat(store.keys()).noneMatch(it -> it.startsWith(LogPaths.PENDING));
  }

  @Test
  void keepsEntryThatStatesAnotherDigestForARecordOfTheLog() {
    addPending(store, "a", 0, 0, 1);
    sequencer().run();
    LogEntry other = LogFixtures.entry(1);
    LogEntry liar =
        new LogEntry(
            other.kind(),
            LogFixtures.entry(0).recordKey(),
            other.recordSha256(),
            other.version(),
            other.size(),
            other.eTag(),
            other.sha256(),
            other.destinationKey(),
            other.sealedAt());
    store.put(LogPaths.pending("a", 1), LogFixtures.batch(List.of(liar)));

    assertThat(sequencer().run().appended()).isEqualTo(1);
  }

  @Test
  void takesWholeBatchesUpToTheLimitOfARoundAndContinuesAfterThem() {
    for (int number = 0; number < 10; number++) {
      addPending(store, "a", number, number * 1000, (number + 1) * 1000);
    }
    addPending(store, "b", 0, 10_000, 10_001);
    LogSequencer sequencer = sequencer();

    Round first = sequencer.run();
    // A batch that sorts before those of the next round must not delay them.
    addPending(store, "a", 10, 10_001, 10_002);
    Round second = sequencer.run();

    assertThat(first.appended()).isEqualTo(8000);
    assertThat(first.pending()).isEqualTo(3);
    assertThat(second.appended()).isEqualTo(2002);
    assertThat(second.pending()).isZero();
  }

  @Test
  void leavesObjectsThatAreNoBatchesAndReportsEachOnce() {
    store.put(LogPaths.pending("a", 0), "no bundle".getBytes(UTF_8));
    store.put(LogPaths.pending("a", 1), EntryBundle.encode(List.of("{}".getBytes(UTF_8))));
    store.put(LogPaths.pending("a", 2), new byte[0]);
    store.put(LogPaths.pending("a", 3), new byte[PendingBatch.MAX_BYTES + 1]);
    store.put(LogPaths.pending("a", 4), new byte[PendingBatch.MAX_BYTES]);
    store.put(LogPaths.pending("a", 5), EntryBundle.encode(List.of(invalidUtf8())));
    store.put("log/pending/a/b/000000000001", LogFixtures.batch(entries(7, 8)));
    store.put("log/pending/a\n/000000000001", LogFixtures.batch(entries(8, 9)));
    addPending(store, "z", 0, 0, 3);
    LogSequencer sequencer = sequencer();

    Round round = sequencer.run();
    sequencer.run();

    assertThat(round.appended()).isEqualTo(3);
    assertThat(round.pending()).isZero();
    assertThat(rejected).hasSize(8).doesNotHaveDuplicates();
    assertThat(store.keys().stream().filter(it -> it.startsWith(LogPaths.PENDING))).hasSize(8);
  }

  /** Returns bytes that become three times as many when they are decoded and encoded again. */
  private static byte[] invalidUtf8() {
    LogEntry entry = LogFixtures.entry(0);
    byte[] start =
        new String(entry.bytes(), UTF_8).replace("\"bucket\":\"", "\"bucket\":\"#").getBytes(UTF_8);
    int at = new String(start, UTF_8).indexOf('#');
    byte[] bytes = new byte[60_000];
    Arrays.fill(bytes, (byte) 0xff);
    System.arraycopy(start, 0, bytes, 0, at);
    int rest = start.length - at - 1;
    System.arraycopy(start, at + 1, bytes, bytes.length - rest, rest);
    return bytes;
  }

  @Test
  void reachesBatchesBehindMoreObjectsThanARoundLists() {
    for (int number = 0; number < 10_001; number++) {
      store.put("log/pending/0/" + number, new byte[] {1});
    }
    addPending(store, "z", 0, 0, 3);
    LogSequencer sequencer = sequencer();

    assertThat(sequencer.run().appended()).isZero();
    assertThat(sequencer.run().appended()).isEqualTo(3);
    assertThat(rejected).hasSize(10_000).doesNotHaveDuplicates();
  }

  @Test
  void signsCheckpointOfIdleLogAgainAfterTheInterval() {
    LogSequencer sequencer = sequencer();
    sequencer.run();
    clock.advance(Duration.ofMinutes(10).minusMillis(1));
    sequencer.run();
    assertThat(signer.signatures()).isEqualTo(1);

    clock.advance(Duration.ofMillis(1));
    Round round = sequencer.run();
    sequencer.run();

    assertThat(signer.signatures()).isEqualTo(2);
    assertThat(round.checkpoint()).isEqualTo(checkpoint(store));
  }

  @Test
  void signsCheckpointOfIdleLogAgainWhenTheClockWasSetBack() {
    LogSequencer sequencer = sequencer();
    sequencer.run();
    clock.advance(Duration.ofDays(-1));
    sequencer.run();
    sequencer.run();

    assertThat(signer.signatures()).isEqualTo(2);
  }

  @Test
  void writesNothingWhenNothingIsPending() {
    LogSequencer sequencer = sequencer();
    addPending(store, "a", 0, 0, 3);
    sequencer.run();
    long before = store.calls();

    sequencer.run();

    assertThat(store.calls() - before).as("one listing").isEqualTo(1);
  }

  @Test
  void addsNothingWhenAnotherSequencerWasFirst() {
    LogSequencer slow = sequencer();
    slow.run();
    addPending(store, "a", 0, 0, 3);
    sequencer().run();
    addPending(store, "a", 1, 3, 5);

    assertThat(slow.run().isContended()).isTrue();
    assertThat(slow.run().appended()).isEqualTo(2);
    assertThat(verifiedEntries(store)).isEqualTo(entries(0, 5));
  }

  @Test
  void publishesRoundThatAnotherSequencerOnlyStaged() {
    addPending(store, "a", 0, 0, 300);
    LogSequencer dying = sequencer();
    failAt("create", LogPaths.TILES);
    assertThatThrownBy(dying::run).hasMessage("down");
    store.before((operation, key) -> {});
    // The batch is gone, and the round must not need it.
    store.put(LogPaths.pending("a", 0), null);

    Round round = sequencer().run();

    assertThat(round.checkpoint().size()).isEqualTo(300);
    assertThat(verifiedEntries(store)).isEqualTo(entries(0, 300));
  }

  @Test
  void removesBatchesOfPublishedRoundWhenItsSequencerDied() {
    addPending(store, "a", 0, 0, 300);
    LogSequencer dying = sequencer();
    failAt("delete", LogPaths.PENDING);
    assertThatThrownBy(dying::run).hasMessage("down");
    store.before(
        (operation, key) -> {
          if (operation.equals("find") && key.startsWith(LogPaths.PENDING)) {
            throw new AssertionError("the batch is read again");
          }
        });

    sequencer().run();

    assertThat(store.keys()).noneMatch(it -> it.startsWith(LogPaths.PENDING));
  }

  private void failAt(String failing, String prefix) {
    store.before(
        (operation, key) -> {
          if (operation.equals(failing) && key.startsWith(prefix)) {
            throw new IllegalStateException("down");
          }
        });
  }
}
