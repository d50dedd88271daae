package dev.waybill.log;

import static dev.waybill.log.LogFixtures.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.log.LogEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PendingWriterTest {
  private static final Duration NEVER = Duration.ofDays(1);
  private static final Duration AT_ONCE = Duration.ZERO;

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final AtomicInteger failed = new AtomicInteger();
  private final List<Integer> written = Collections.synchronizedList(new ArrayList<>());
  private final List<PendingWriter> writers = new ArrayList<>();
  private final LogWriterListener listener =
      new LogWriterListener() {
        @Override
        public void batchWritten(int entries) {
          written.add(entries);
        }

        @Override
        public void batchFailed() {
          failed.incrementAndGet();
        }
      };

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-29T12:39:59Z"), ZoneOffset.UTC);
  private static final String FOLDER = "20261129T1230-replica";

  private PendingWriter writer(int batchEntries, Duration linger, Duration close) {
    PendingWriter.Limits limits =
        new PendingWriter.Limits(
            batchEntries, PendingBatch.MAX_BYTES, linger, 20, Duration.ofMillis(1), close);
    PendingWriter writer =
        new PendingWriter(store, "replica", limits, new RecentBatches(), listener, CLOCK);
    writers.add(writer);
    return writer;
  }

  @AfterEach
  void closeWriters() {
    writers.forEach(PendingWriter::close);
  }

  private static void add(PendingWriter writer, int from, int to) {
    IntStream.range(from, to).forEach(it -> writer.add(entry(it)));
  }

  private static void awaitDurable(PendingWriter writer) throws InterruptedException {
    CountDownLatch durable = new CountDownLatch(1);
    writer.whenDurable(writer.position(), durable::countDown);
    assertThat(durable.await(60, TimeUnit.SECONDS)).isTrue();
  }

  private List<LogEntry> stored(long number) {
    return PendingBatch.parse(
            "key", store.find(LogPaths.pending(FOLDER, number)).orElseThrow().content())
        .entries()
        .stream()
        .map(it -> LogEntry.parse(it.bytes()))
        .toList();
  }

  @Test
  void writesEntriesAfterTheyHaveLingered() throws InterruptedException {
    PendingWriter writer = writer(1024, Duration.ofMillis(1), NEVER);
    add(writer, 0, 1);
    awaitDurable(writer);

    assertThat(stored(0)).containsExactly(entry(0));
    assertThat(writer.waiting()).isZero();
  }

  @Test
  void writesFullBatchesWithoutLingeringInTheirOrder() throws InterruptedException {
    PendingWriter writer = writer(2, NEVER, NEVER);
    add(writer, 0, 4);
    awaitDurable(writer);

    assertThat(stored(0)).containsExactly(entry(0), entry(1));
    assertThat(stored(1)).containsExactly(entry(2), entry(3));
  }

  @Test
  void runsActionAtOnceWhenItsEntriesAreDurable() throws InterruptedException {
    PendingWriter writer = writer(1, AT_ONCE, NEVER);
    add(writer, 0, 1);
    awaitDurable(writer);
    List<Thread> ranOn = new ArrayList<>();

    writer.whenDurable(1, () -> ranOn.add(Thread.currentThread()));

    assertThat(ranOn).containsExactly(Thread.currentThread());
  }

  @Test
  void keepsActionUntilEveryEarlierEntryIsDurable() {
    PendingWriter writer = writer(2, NEVER, NEVER);
    List<String> ran = Collections.synchronizedList(new ArrayList<>());
    add(writer, 0, 1);
    writer.whenDurable(1, () -> ran.add("first"));
    writer.whenDurable(1, () -> ran.add("second"));
    assertThat(ran).isEmpty();

    writer.close();

    assertThat(ran).containsExactly("first", "second");
  }

  @Test
  void writesOnAfterAnActionFailed() throws InterruptedException {
    PendingWriter writer = writer(1, NEVER, NEVER);
    writer.whenDurable(
        1,
        () -> {
          throw new IllegalStateException("an action");
        });
    add(writer, 0, 2);
    awaitDurable(writer);

    assertThat(stored(1)).containsExactly(entry(1));
  }

  @Test
  void retriesTheSameBatchUntilTheStoreWorks() throws InterruptedException {
    store.before(
        (operation, key) -> {
          if (failed.get() < 5) {
            throw new IllegalStateException("down");
          }
        });
    PendingWriter writer = writer(2, NEVER, NEVER);
    add(writer, 0, 6);
    awaitDurable(writer);
    // The listener hears of a batch after the entries are durable.
    writer.close();

    assertThat(failed).hasValue(5);
    assertThat(written).containsExactly(2, 2, 2);
    assertThat(stored(0)).containsExactly(entry(0), entry(1));
    assertThat(stored(2)).containsExactly(entry(4), entry(5));
  }

  @Test
  void takesABatchForWrittenWhoseAnswerWasLost() throws InterruptedException {
    store.put(LogPaths.pending(FOLDER, 0), LogFixtures.batch(LogFixtures.entries(0, 2)));
    PendingWriter writer = writer(2, NEVER, NEVER);
    add(writer, 0, 2);
    awaitDurable(writer);

    assertThat(store.keys()).containsExactly(LogPaths.pending(FOLDER, 0));
    assertThat(failed).hasValue(0);
  }

  @Test
  void usesTheNextNumberWhenAnotherObjectHasTheKey() throws InterruptedException {
    store.put(LogPaths.pending(FOLDER, 0), new byte[1]);
    PendingWriter writer = writer(1, NEVER, NEVER);
    add(writer, 0, 1);
    awaitDurable(writer);

    assertThat(stored(1)).containsExactly(entry(0));
    assertThat(failed).hasValue(1);
  }

  @Test
  void rejectsEntriesWhileTooManyWait() {
    store.before(
        (operation, key) -> {
          throw new IllegalStateException("down");
        });
    PendingWriter writer = writer(1, NEVER, Duration.ofMillis(1));
    add(writer, 0, 20);

    assertThatThrownBy(() -> writer.add(entry(20)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("20 entries wait");
    assertThat(writer.position()).isEqualTo(20);
    assertThat(writer.waiting()).isEqualTo(20);
  }

  @Test
  void writesWhatWaitsWhenItIsClosed() {
    PendingWriter writer = writer(1024, NEVER, NEVER);
    add(writer, 0, 3);

    writer.close();

    assertThat(stored(0)).hasSize(3);
    assertThatThrownBy(() -> writer.add(entry(3))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void writesWhatWaitsWhenItIsFlushed() {
    PendingWriter writer = writer(1024, NEVER, NEVER);
    add(writer, 0, 3);

    writer.flush();

    assertThat(stored(0)).hasSize(3);
    assertThat(writer.waiting()).isZero();
  }

  @Test
  void runsNoActionOfEntriesThatCannotBeWrittenBeforeTheTimeToCloseIsOver() {
    store.before(
        (operation, key) -> {
          throw new IllegalStateException("down");
        });
    PendingWriter writer = writer(1024, NEVER, Duration.ofMillis(50));
    add(writer, 0, 3);
    List<String> ran = Collections.synchronizedList(new ArrayList<>());
    writer.whenDurable(3, () -> ran.add("action"));

    writer.close();

    assertThat(ran).isEmpty();
    assertThat(writer.waiting()).isEqualTo(3);
  }

  @Test
  void givesEachProcessAnotherReplicaNameThatAKeyCanHave() {
    String first = PendingWriter.uniqueReplica();

    assertThat(first).isNotEqualTo(PendingWriter.uniqueReplica());
    assertThat(PendingKey.of(LogPaths.pending(first, 7))).hasValue(new PendingKey(first, 7));
  }

  @Test
  void rejectsReplicaNameThatNoKeyCanHave() {
    assertThatThrownBy(
            () -> new PendingStore(store, new PendingFolder("a/b", CLOCK), new RecentBatches()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a/b");
  }
}
