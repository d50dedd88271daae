package dev.waybill.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.log.TileAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Number of calls that entries cost at full load: 1,000 entries and one round each second. */
class LogCostTest {
  private static final int ENTRIES_A_SECOND = 1000;
  private static final int SECONDS = 100;

  /** Counts the requests that an S3 store sends. */
  private static final class CountedLogStore implements LogStore {
    private final InMemoryLogStore store = new InMemoryLogStore();
    private final List<String> requests = new ArrayList<>();

    @Override
    public Optional<StoredObject> find(String key) {
      requests.add("GET");
      return store.find(key);
    }

    @Override
    public Optional<StoredObject> find(String key, String versionId) {
      requests.add("GET");
      return store.find(key, versionId);
    }

    @Override
    public boolean create(String key, byte[] content, Keeping keeping) {
      requests.add("PUT");
      return store.create(key, content, keeping);
    }

    @Override
    public Optional<String> replace(
        String key, byte[] content, @Nullable String eTag, Keeping keeping) {
      requests.add("PUT");
      return store.replace(key, content, eTag, keeping);
    }

    @Override
    public Stream<Listed> list(String prefix) {
      requests.add("LIST");
      return store.list(prefix);
    }

    @Override
    public Stream<Listed> list(String prefix, String after) {
      requests.add("LIST");
      return store.list(prefix, after);
    }

    @Override
    public Stream<ListedVersion> versions(String prefix) {
      requests.add("LIST");
      return store.versions(prefix);
    }

    @Override
    public void delete(Collection<String> keys) {
      // CloudTrail does not list the keys of a batch, so each is a request of its own.
      keys.forEach(key -> requests.add("DELETE"));
      store.delete(keys);
    }
  }

  private final CountedLogStore store = new CountedLogStore();
  private final RecentBatches recent = new RecentBatches();
  private final PendingStore pending =
      new PendingStore(store, new PendingFolder("replica", Clock.systemUTC()), recent);
  private final LogSequencer sequencer =
      new LogSequencer(
          store,
          new EdCheckpointSigner("caa304-provenance/log"),
          Clock.systemUTC(),
          LogSequencer.Limits.DEFAULT,
          recent,
          LogWriterListener.NONE);
  private int entries;

  private void runSecond() {
    runRound(ENTRIES_A_SECOND);
  }

  private void runRound(int batch) {
    pending.write(
        LogFixtures.entries(entries, entries + batch).stream().map(EncodedEntry::of).toList());
    entries += batch;
    assertThat(sequencer.run().appended()).isEqualTo(batch);
  }

  private long paidAsPut() {
    return store.requests.stream().filter(it -> it.equals("PUT") || it.equals("LIST")).count();
  }

  @Test
  void needsAtMostTwoCallsForAHundredEntries() {
    runSecond();
    store.requests.clear();

    for (int second = 0; second < SECONDS; second++) {
      runSecond();
    }

    assertThat(store.requests).hasSizeLessThanOrEqualTo(SECONDS * ENTRIES_A_SECOND * 2 / 100);
    assertThat(store.requests).as("nothing is read at full load").doesNotContain("GET");
  }

  /** The cost that docs/concepts/log.md states follows from this number and the next one. */
  @Test
  void paysSixCallsForARoundAndOneMoreForTheTileAboveAFullOne() {
    runRound(TileAddress.FULL);
    store.requests.clear();

    for (int round = 0; round < TileAddress.FULL; round++) {
      runRound(1);
    }

    assertThat(paidAsPut()).isEqualTo(6 * TileAddress.FULL + 1);
    assertThat(store.requests).doesNotContain("GET");
  }

  @Test
  void paysTwoCallsForEachFullTileOfALargeRound() {
    runRound(TileAddress.FULL + 1);
    store.requests.clear();

    runRound(3 * TileAddress.FULL);

    assertThat(paidAsPut()).isEqualTo(6 + 1 + 2 * 3);
  }

  @Test
  void paysOneListingForARunWithoutEntries() {
    runSecond();
    store.requests.clear();

    assertThat(sequencer.run().appended()).isZero();

    assertThat(store.requests).containsExactly("LIST");
  }
}
