package dev.waybill.log;

import static dev.waybill.log.LogFixtures.addPending;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeenHistoryTest {
  private static final int SIZE = 9000;

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final SeenHistory seen = new SeenHistory(new TileStore(store), 100_000, 1);

  @BeforeEach
  void makeLog() {
    for (int number = 0; number < SIZE / 1000; number++) {
      addPending(store, "a", number, number * 1000, (number + 1) * 1000);
    }
    LogSequencer sequencer =
        new LogSequencer(
            store,
            new EdCheckpointSigner("caa304-provenance/log"),
            Clock.systemUTC(),
            LogSequencer.Limits.DEFAULT,
            new RecentBatches(),
            LogWriterListener.NONE);
    while (sequencer.run().pending() > 0) {}
  }

  private boolean isKnown(int number) {
    EncodedEntry entry = EncodedEntry.of(LogFixtures.entry(number));
    return seen.unseen(List.of(new PendingBatch("key", List.of(entry)))).isEmpty();
  }

  @Test
  void readsTheNewestBundlesFirstAndOlderOnesLater() {
    seen.read(SIZE);
    assertThat(isKnown(SIZE - 1)).isTrue();
    assertThat(isKnown(1024)).isTrue();
    assertThat(isKnown(1023)).isFalse();

    seen.read(SIZE);
    assertThat(isKnown(0)).isTrue();

    long calls = store.calls();
    seen.read(SIZE);
    assertThat(store.calls()).as("everything is known").isEqualTo(calls);
  }

  @Test
  void knowsMoreAfterTheFirstRoundThanAfterLaterOnes() {
    SeenHistory service = new SeenHistory(new TileStore(store), 100_000);
    service.read(SIZE);
    EncodedEntry oldest = EncodedEntry.of(LogFixtures.entry(0));

    assertThat(service.unseen(List.of(new PendingBatch("key", List.of(oldest))))).isEmpty();
  }

  @Test
  void readsWhatOtherSequencersAppended() {
    seen.read(300);
    assertThat(isKnown(299)).isTrue();
    assertThat(isKnown(1500)).isFalse();

    seen.read(2000);
    assertThat(isKnown(1500)).isTrue();
  }

  @Test
  void skipsBundleThatCannotBeRead() {
    store.put("log/tile/entries/034", new byte[1]);
    seen.read(SIZE);

    assertThat(isKnown(34 * 256)).isFalse();
    assertThat(isKnown(34 * 256 - 1)).isTrue();
  }
}
