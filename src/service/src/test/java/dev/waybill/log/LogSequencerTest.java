package dev.waybill.log;

import static dev.waybill.log.LogFixtures.addPending;
import static dev.waybill.log.LogFixtures.checkpoint;
import static dev.waybill.log.LogFixtures.entries;
import static dev.waybill.log.LogFixtures.lock;
import static dev.waybill.log.LogFixtures.verifiedEntries;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.log.Sequencing.Round;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.TreeHash;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogSequencerTest {
  private static final String ORIGIN = "caa304-provenance/log";

  private static final class SettableClock extends Clock {
    private Instant now = Instant.parse("2026-11-29T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final EdCheckpointSigner signer = new EdCheckpointSigner(ORIGIN);
  private final SettableClock clock = new SettableClock();
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
}
