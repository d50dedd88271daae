package dev.waybill.fixity.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.examine.PinnedVersion;
import dev.waybill.fixity.examine.ReadProgress;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.record.chunk.StatedChunks;
import dev.waybill.record.log.TreeHash;
import dev.waybill.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredProgressTest {
  private static final Instant NOW = Instant.parse("2026-11-29T19:30:00Z");
  private static final long INDEX = 777;
  private static final CycleId CYCLE = new CycleId("20261129T192300Z");
  private static final StatedChunks CHUNKS =
      new StatedChunks(1 << 26, 100, TreeHash.ofEntry(new byte[1]));
  private static final PinnedVersion VERSION =
      new PinnedVersion("raw", "processed/k", "v1", "etag", 100L << 26);

  private final ManualClock clock = new ManualClock(NOW);
  private final InMemoryLogStore objects = new InMemoryLogStore();
  private final StoredProgress store = new StoredProgress(objects, clock);

  private static BitSet chunks(int... numbers) {
    BitSet chunks = new BitSet();
    IntStream.of(numbers).forEach(chunks::set);
    return chunks;
  }

  private ReadProgress progress(CycleId cycle) {
    return store.of(new TileTask(cycle, new TileRange(INDEX / 256, 256), 1), INDEX);
  }

  /** Process that begins to read. */
  private ReadProgress begun() {
    ReadProgress progress = progress(CYCLE);
    BitSet unused = progress.proven(VERSION, CHUNKS);
    return progress;
  }

  @Test
  void continuesWhereAnotherProcessEnded() {
    begun().store(VERSION, CHUNKS, chunks(0, 1, 7));
    clock.advance(Duration.ofHours(1));

    ReadProgress later = progress(CYCLE);

    assertThat(later.proven(VERSION, CHUNKS)).isEqualTo(chunks(0, 1, 7));
    assertThat(later.since(clock.instant())).isEqualTo(NOW);
    assertThat(objects.find(FixityPaths.progress(INDEX))).isPresent();
  }

  @Test
  void joinsWhatTwoProcessesProve() {
    ReadProgress one = begun();
    ReadProgress two = begun();
    one.store(VERSION, CHUNKS, chunks(1));
    two.store(VERSION, CHUNKS, chunks(2));
    one.store(VERSION, CHUNKS, chunks(1, 3));

    assertThat(progress(CYCLE).proven(VERSION, CHUNKS)).isEqualTo(chunks(1, 2, 3));
  }

  @Test
  void countsForItsCycleOnly() {
    begun().store(VERSION, CHUNKS, chunks(1));
    clock.advance(Duration.ofDays(30));
    ReadProgress next = progress(new CycleId("20261229T192300Z"));

    assertThat(next.proven(VERSION, CHUNKS).isEmpty()).isTrue();
    assertThat(next.since(clock.instant())).isEqualTo(clock.instant());
    next.store(VERSION, CHUNKS, chunks(2));
    assertThat(progress(CYCLE).proven(VERSION, CHUNKS).isEmpty()).isTrue();
  }

  @Test
  void countsForTheSameBytesOnly() {
    begun().store(VERSION, CHUNKS, chunks(1));

    for (PinnedVersion other :
        new PinnedVersion[] {
          new PinnedVersion("raw", "processed/k", "v2", "etag", VERSION.size()),
          new PinnedVersion("raw", "processed/k", "v1", "other", VERSION.size()),
          new PinnedVersion("raw", "processed/l", "v1", "etag", VERSION.size()),
          new PinnedVersion("raw", "processed/k", "v1", "etag", VERSION.size() - 1),
          new PinnedVersion("raw", "processed/k", null, "etag", VERSION.size())
        }) {
      assertThat(progress(CYCLE).proven(other, CHUNKS).isEmpty()).isTrue();
    }
    StatedChunks others = new StatedChunks(1 << 26, 100, TreeHash.ofEntry(new byte[2]));
    assertThat(progress(CYCLE).proven(VERSION, others).isEmpty()).isTrue();
  }

  @Test
  void storesNothingOfVersionWithoutId() {
    PinnedVersion unversioned = new PinnedVersion("raw", "k", null, "etag", VERSION.size());
    ReadProgress progress = progress(CYCLE);
    assertThat(progress.proven(unversioned, CHUNKS).isEmpty()).isTrue();

    progress.store(unversioned, CHUNKS, chunks(1));

    assertThat(objects.find(FixityPaths.progress(INDEX))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "no json",
        "{\"v\":1}",
        "{\"v\":2,\"cycle\":\"20261129T192300Z\"}",
        "{\"v\":1,\"cycle\":\"20261129T192300Z\",\"began\":\"2026-11-29T19:30:00Z\",\"proven\":\"x\"}"
      })
  void replacesWhatIsNoProgress(String text) {
    assertThat(
            objects.replace(
                FixityPaths.progress(INDEX), text.getBytes(UTF_8), null, Keeping.TEMPORARY))
        .isPresent();

    ReadProgress progress = begun();
    assertThat(progress.since(NOW)).isEqualTo(NOW);
    progress.store(VERSION, CHUNKS, chunks(4));

    assertThat(progress(CYCLE).proven(VERSION, CHUNKS)).isEqualTo(chunks(4));
  }

  @Test
  void rejectsMoreChunksThanTheObjectHas() {
    begun().store(VERSION, CHUNKS, chunks(100));

    assertThat(progress(CYCLE).proven(VERSION, CHUNKS).isEmpty()).isTrue();
  }
}
