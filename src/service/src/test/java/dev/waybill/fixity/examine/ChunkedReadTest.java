package dev.waybill.fixity.examine;

import static dev.waybill.fixity.examine.CustodyScene.RAW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.examine.VersionedObjects.Stored;
import dev.waybill.record.chunk.ChunkDigests;
import dev.waybill.record.chunk.StatedChunks;
import dev.waybill.testing.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkedReadTest {
  private static final String KEY = "processed/k";
  private static final int CHUNK = 10;
  private static final int SIZE = 95;
  private static final int LIMIT_SECONDS = 60;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-29T12:00:00Z"));
  private final ReadHelpers helpers = new ReadHelpers();
  private final VersionedObjects first = new VersionedObjects(clock);
  private final VersionedObjects second = new VersionedObjects(clock);
  private BodyReader body = new BodyReader(ReadBudget.UNLIMITED);

  @AfterEach
  void close() {
    helpers.close();
  }

  /** Puts the same object where both ports read it, and returns it as the first one shows it. */
  private Stored put(byte[] content) {
    Stored unused = second.put(RAW, KEY, content.clone());
    return first.put(RAW, KEY, content.clone());
  }

  private static byte[] content(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }

  private static ChunkDigests list(byte[] content, int chunk) {
    return ChunkDigests.of(content.length, CustodyScene.partsOf(content, chunk));
  }

  private Optional<ChunkDifference> read(Stored stored, ChunkDigests list, long requestBytes)
      throws InterruptedException {
    PinnedVersion version = new PinnedVersion(RAW, KEY, stored.id, stored.eTag, stored.size);
    return new ChunkedRead(body, helpers, ReadProgress.NONE, requestBytes, Long.MAX_VALUE)
        .difference(first, second, version, list);
  }

  private Optional<ChunkDifference> read(Stored stored) throws InterruptedException {
    return read(stored, list(content(SIZE), CHUNK), CHUNK);
  }

  private static void flip(VersionedObjects objects, int offset) {
    objects.current(RAW, KEY).content[offset] ^= 1;
  }

  @Test
  void readsEachChunkOnce() throws Exception {
    Stored stored = put(content(SIZE));

    assertThat(read(stored)).isEmpty();
    assertThat(body.total()).isEqualTo(SIZE);
    assertThat(first.calls).hasSize(10).contains("get 0-9 " + KEY, "get 90-94 " + KEY);
    assertThat(new HashSet<>(first.calls)).hasSize(10);
    assertThat(second.calls).isEmpty();
  }

  @Test
  void readsChunksInParallel() throws Exception {
    Stored stored = put(content(SIZE));
    CountDownLatch readers = new CountDownLatch(2);
    first.bodies =
        (from, bytes) -> {
          readers.countDown();
          assertThat(awaited(readers)).isTrue();
          return bytes;
        };

    assertThat(read(stored)).isEmpty();
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void readsAloneWhenHelpersAreClosed() throws Exception {
    helpers.close();
    Stored stored = put(content(SIZE));

    assertThat(read(stored)).isEmpty();
    assertThat(first.calls).hasSize(10);
  }

  @Test
  void readsSeveralSmallChunksByOneRequest() throws Exception {
    Stored stored = put(content(SIZE));

    assertThat(read(stored, list(content(SIZE), CHUNK), 35)).isEmpty();
    assertThat(first.calls)
        .containsExactlyInAnyOrder(
            "get 0-29 " + KEY, "get 30-59 " + KEY, "get 60-89 " + KEY, "get 90-94 " + KEY);
  }

  @Test
  void namesChunkThatDiffersTwice() throws Exception {
    Stored stored = put(content(SIZE));
    flip(first, 42);
    flip(second, 42);

    ChunkDifference found = read(stored).orElseThrow();

    assertThat(found.condition()).isEqualTo(FixityCondition.ALTERED);
    assertThat(found.detail()).isEqualTo("bytes 40-49 of 95 differ, read twice");
    assertThat(second.calls).containsExactly("get 40-49 " + KEY);
    assertThat(body.total()).isEqualTo(SIZE + CHUNK);
  }

  @Test
  void joinsNeighborsAndNamesOnlyFirstRanges() throws Exception {
    byte[] content = content(1000);
    Stored stored = put(content);
    flip(first, 999);
    flip(second, 999);
    for (int offset = 0; offset < 1000; offset += 20) {
      flip(first, offset);
      flip(second, offset);
    }

    String detail = read(stored, list(content, CHUNK), CHUNK).orElseThrow().detail();

    assertThat(detail)
        .startsWith("bytes 0-9, 20-29, ")
        .endsWith(" and 30 more ranges of 1000 differ, read twice");
  }

  @Test
  void believesSecondReadThatIsRight() throws Exception {
    Stored stored = put(content(SIZE));
    flip(first, 42);

    assertThat(read(stored)).isEmpty();
    assertThat(second.calls).containsExactly("get 40-49 " + KEY);
  }

  @Test
  void doesNotTellBytesThatDifferFromReadToRead() {
    Stored stored = put(content(SIZE));
    flip(first, 42);
    flip(second, 43);

    assertThatThrownBy(() -> read(stored))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("two reads did not give the same bytes");
  }

  @Test
  void tellsBytesThatAreMissingTwice() throws Exception {
    Stored stored = put(content(SIZE));
    first.endsAfter = 93;
    second.endsAfter = 93;

    ChunkDifference found = read(stored).orElseThrow();

    assertThat(found.condition()).isEqualTo(FixityCondition.TRUNCATED);
    assertThat(found.detail()).isEqualTo("bytes 93-94 of 95 are missing, read twice");
  }

  @Test
  void tellsWholeRestThatIsMissing() throws Exception {
    Stored stored = put(content(SIZE));
    first.endsAfter = 25;
    second.endsAfter = 25;

    assertThat(read(stored, list(content(SIZE), CHUNK), 40).orElseThrow().detail())
        .isEqualTo("bytes 25-94 of 95 are missing, read twice");
  }

  /** Missing bytes at the border of a request, where no body ends early. */
  @ParameterizedTest
  @CsvSource({"0, 0", "30, 30", "40, 40", "45, 45", "90, 90"})
  void tellsBytesThatS3StatesToBeMissing(int end, int missing) throws Exception {
    Stored stored = put(content(SIZE));
    for (VersionedObjects objects : List.of(first, second)) {
      objects.endsAfter = end;
      objects.statesEnd = true;
    }

    ChunkDifference found = read(stored).orElseThrow();

    assertThat(found.condition()).isEqualTo(FixityCondition.TRUNCATED);
    assertThat(found.detail()).isEqualTo("bytes " + missing + "-94 of 95 are missing, read twice");
  }

  @Test
  void doesNotTellEndThatOnlyOneReadStates() throws Exception {
    Stored stored = put(content(SIZE));
    first.endsAfter = 40;
    first.statesEnd = true;

    assertThat(read(stored)).isEmpty();
  }

  @Test
  void doesNotTellBodiesThatEndAtDifferentBytes() {
    Stored stored = put(content(SIZE));
    first.endsAfter = 92;
    second.endsAfter = 93;

    assertThatThrownBy(() -> read(stored)).isInstanceOf(UnreadableException.class);
  }

  @Test
  void repeatsOnlyRestOfChunkWhoseConnectionFails() throws Exception {
    Stored stored = put(content(SIZE));
    first.bodies = (from, bytes) -> from == 40 ? ResumingBodyTest.failing(bytes, 3) : bytes;

    assertThat(read(stored)).isEmpty();
    assertThat(first.calls).hasSize(11).contains("get 40-49 " + KEY, "get 43-49 " + KEY);
  }

  @Test
  void repeatsRequestThatS3Throttles() throws Exception {
    Stored stored = put(content(SIZE));
    AtomicInteger failures = new AtomicInteger();
    first.before =
        call -> {
          if (call.startsWith("get 40-") && failures.incrementAndGet() < 3) {
            throw new UnreadableException("S3 answered 503 SlowDown", new IOException());
          }
        };

    assertThat(read(stored)).isEmpty();
    assertThat(first.calls).hasSize(12);
  }

  @Test
  void beginsNoFurtherChunkAfterFailure() {
    Stored stored = put(content(1000));
    first.before =
        call -> {
          throw new UnreadableException("S3 answered 403 AccessDenied");
        };

    assertThatThrownBy(() -> read(stored, list(content(1000), CHUNK), CHUNK))
        .hasMessage("S3 answered 403 AccessDenied");
    assertThat(first.calls).hasSizeLessThanOrEqualTo(ReadHelpers.COUNT + 1);
  }

  @Test
  void tellsChunkThatDiffersTwiceBesideOneThatCannotBeRead() throws Exception {
    Stored stored = put(content(SIZE));
    flip(first, 2);
    flip(second, 2);
    first.before =
        call -> {
          if (call.startsWith("get 40-")) {
            throw new UnreadableException("S3 answered 500 InternalError");
          }
        };

    assertThat(read(stored).orElseThrow().detail())
        .isEqualTo("bytes 0-9 of 95 differ, read twice; not all others can be read");
  }

  @Test
  void doesNotContinueInAnotherObject() {
    first.isVersioned = false;
    Stored stored = put(content(SIZE));
    AtomicInteger requests = new AtomicInteger();
    first.before =
        call -> {
          if (requests.incrementAndGet() == 5) {
            first.put(RAW, KEY, content(SIZE));
          }
        };

    assertThatThrownBy(() -> read(stored))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("the object changed while it was read");
  }

  @Test
  void rejectsBytesBehindRange() {
    Stored stored = put(content(SIZE));
    first.bodies = (from, bytes) -> new ByteArrayInputStream(new byte[SIZE]);

    assertThatThrownBy(() -> read(stored)).hasMessage("more bytes arrived than S3 announced");
  }

  @Test
  void rejectsVersionOfAnotherSize() {
    Stored shorter = put(content(SIZE - 1));
    Stored longer = put(content(SIZE + 1));

    assertThatThrownBy(() -> read(shorter)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> read(longer)).isInstanceOf(IllegalArgumentException.class);
    assertThat(first.calls).isEmpty();
  }

  @Test
  void acquiresAllBytesOfAllReadersFromBudget() throws Exception {
    AtomicLong acquired = new AtomicLong();
    body = new BodyReader(acquired::addAndGet);
    Stored stored = put(content(SIZE));
    flip(first, 42);

    assertThat(read(stored)).isEmpty();
    assertThat(acquired).hasValue(SIZE + CHUNK);
  }

  /** Progress in memory, as two processes share it. */
  private static final class SharedProgress implements ReadProgress {
    private BitSet stored = new BitSet();
    private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());

    @Override
    public synchronized BitSet proven(PinnedVersion version, StatedChunks chunks) {
      return (BitSet) stored.clone();
    }

    @Override
    public synchronized void store(PinnedVersion version, StatedChunks chunks, BitSet proven) {
      stored.or(proven);
      sizes.add(stored.cardinality());
    }

    @Override
    public Instant since(Instant began) {
      return began;
    }
  }

  private Optional<ChunkDifference> read(Stored stored, SharedProgress progress, int step)
      throws InterruptedException {
    PinnedVersion version = new PinnedVersion(RAW, KEY, stored.id, stored.eTag, stored.size);
    return new ChunkedRead(body, helpers, progress, CHUNK, step)
        .difference(first, second, version, list(content((int) stored.size), CHUNK));
  }

  @Test
  void readsAtMostOneStepAgainAfterKill() throws Exception {
    helpers.close();
    Stored stored = put(content(1000));
    SharedProgress progress = new SharedProgress();
    AtomicInteger requests = new AtomicInteger();
    first.before =
        call -> {
          if (requests.incrementAndGet() == 48) {
            throw new IllegalStateException("the process is killed");
          }
        };
    assertThatThrownBy(() -> read(stored, progress, 200)).hasMessage("the process is killed");
    assertThat(progress.sizes).containsExactly(20, 40);
    first.calls.clear();
    first.before = call -> {};
    body = new BodyReader(ReadBudget.UNLIMITED);

    assertThat(read(stored, progress, 200)).isEmpty();

    assertThat(first.calls).hasSize(60).contains("get 400-409 " + KEY);
    assertThat(body.total()).as("bytes of both processes").isEqualTo(1000);
  }

  @Test
  void readsNothingAgainThatWasReadToItsEnd() throws Exception {
    Stored stored = put(content(1000));
    SharedProgress progress = new SharedProgress();
    assertThat(read(stored, progress, 300)).isEmpty();
    first.calls.clear();

    assertThat(read(stored, progress, 300)).isEmpty();

    assertThat(first.calls).isEmpty();
  }

  @Test
  void takesNoChunkForProvenThatDiffers() throws Exception {
    Stored stored = put(content(1000));
    SharedProgress progress = new SharedProgress();
    flip(first, 42);
    flip(second, 42);

    for (int time = 0; time < 2; time++) {
      assertThat(read(stored, progress, 100).orElseThrow().detail())
          .isEqualTo("bytes 40-49 of 1000 differ, read twice");
    }
    assertThat(progress.stored.get(4)).isFalse();
  }

  @Test
  void storesNoProgressOfObjectThatIsSmallerThanStep() throws Exception {
    SharedProgress progress = new SharedProgress();

    assertThat(read(put(content(SIZE)), progress, SIZE + 1)).isEmpty();

    assertThat(progress.sizes).isEmpty();
  }

  @Test
  void interruptionEndsAllReaders() throws Exception {
    Stored stored = put(content(1000));
    CountDownLatch blocked = new CountDownLatch(2);
    List<Thread> interrupted = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch ended = new CountDownLatch(2);
    CountDownLatch never = new CountDownLatch(1);
    first.bodies =
        (from, bytes) -> {
          blocked.countDown();
          return new InputStream() {
            @Override
            public int read() throws IOException {
              try {
                never.await();
              } catch (InterruptedException e) {
                interrupted.add(Thread.currentThread());
                Thread.currentThread().interrupt();
                ended.countDown();
              }
              throw new IOException("interrupted");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
              return read();
            }
          };
        };
    List<Throwable> thrown = new ArrayList<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                var unused = read(stored, list(content(1000), CHUNK), CHUNK);
              } catch (Exception e) {
                thrown.add(e);
              }
            });
    caller.start();
    assertThat(awaited(blocked)).isTrue();
    caller.interrupt();

    caller.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
    assertThat(thrown).hasOnlyElementsOfType(InterruptedException.class).hasSize(1);
    assertThat(awaited(ended)).isTrue();
    assertThat(interrupted).contains(caller).hasSizeGreaterThan(1);
    assertThat(first.calls).hasSizeLessThanOrEqualTo(ReadHelpers.COUNT + 1);
  }

  @Property(tries = 300)
  void namesExactlyTheChunksOfChangedBytes(
      @ForAll @IntRange(min = 1, max = 130) int size,
      @ForAll @IntRange(min = 1, max = 33) int chunk,
      @ForAll @IntRange(min = 1, max = 70) int requestBytes,
      @ForAll @Size(max = 4) Set<@IntRange(max = 129) Integer> changed)
      throws Exception {
    VersionedObjects objects = new VersionedObjects(clock);
    Stored stored = objects.put(RAW, KEY, content(size));
    Set<Integer> chunks = new TreeSet<>();
    changed.stream()
        .filter(it -> it < size)
        .forEach(
            it -> {
              flip(objects, it);
              chunks.add(it / chunk);
            });
    PinnedVersion version = new PinnedVersion(RAW, KEY, stored.id, stored.eTag, stored.size);
    try (ReadHelpers some = new ReadHelpers()) {
      Optional<ChunkDifference> found =
          new ChunkedRead(
                  new BodyReader(ReadBudget.UNLIMITED),
                  some,
                  ReadProgress.NONE,
                  requestBytes,
                  Long.MAX_VALUE)
              .difference(objects, objects, version, list(content(size), chunk));

      assertThat(found.map(it -> it.chunks().keySet()).orElseGet(TreeSet::new)).isEqualTo(chunks);
    }
  }
}
