package dev.waybill.fixity.examine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.DrilledObjects;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.record.log.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TileExaminerTest {
  private static final int WORKERS = 3;

  private final CustodyScene scene = new CustodyScene();
  private final List<LogEntry> logged = new ArrayList<>();

  /** Entries of the scene as a log. */
  private final class Entries implements LoggedEntries {
    @Override
    public long size() {
      return logged.size();
    }

    @Override
    public List<LogEntry> read(TileRange range) {
      return logged.subList((int) range.from(), (int) range.to());
    }
  }

  private TileExaminer examiner(EntryExaminer examiner) {
    return new TileExaminer(
        new Entries(),
        examiner,
        new DrilledObjects(CustodyScene.SETTINGS),
        "reader",
        WORKERS,
        scene.clock);
  }

  private TileTask task() {
    return new TileTask(CycleId.of(scene.clock.instant()), TileRange.of(0, logged.size()));
  }

  private void promote(int count) {
    for (int object = 0; object < count; object++) {
      logged.add(scene.promoted("o" + object, "content " + object));
    }
  }

  @Test
  void statesAlterationOfDrillInDetailAndNotAsDefect() throws Exception {
    logged.add(scene.seal(scene.arriveAt("test/drill/a", "drill")));
    logged.add(scene.promoted("o", "content"));
    scene.s3.mark(CustodyScene.RAW, "test/drill/a");
    scene.s3.mark(CustodyScene.RAW, "processed/o");
    DrilledObjects drilled = new DrilledObjects(CustodyScene.SETTINGS);

    try (TileExaminer examiner = examiner(scene.examiner())) {
      TileResult result = examiner.examine(task());

      Examination drill = result.examinations().get(0);
      assertThat(drill.condition()).isEqualTo(FixityCondition.INTACT);
      assertThat(drill.detail()).isEqualTo("by a drill: hidden");
      assertThat(drilled.stated(logged.get(0), drill))
          .hasValueSatisfying(it -> assertThat(it.condition()).isEqualTo(FixityCondition.HIDDEN));
      assertThat(drilled.stated(logged.get(1), drill)).as("another entry").isEmpty();
      assertThat(result.examinations().get(1).condition()).isEqualTo(FixityCondition.HIDDEN);
    }
  }

  @Test
  void examinesEveryEntryInOrder() throws Exception {
    promote(40);
    scene.s3.mark(CustodyScene.RAW, "processed/o7");
    TileTask task = task();

    try (TileExaminer examiner = examiner(scene.examiner())) {
      TileResult result = examiner.examine(task);

      assertThat(result.cycle()).isEqualTo(task.cycle());
      assertThat(result.reader()).isEqualTo("reader");
      assertThat(result.examinations()).hasSize(40);
      assertThat(result.examinations().get(7).condition()).isEqualTo(FixityCondition.HIDDEN);
      assertThat(result.examinations())
          .filteredOn(it -> it.index() != 7)
          .extracting(Examination::condition)
          .containsOnly(FixityCondition.INTACT);
    }
  }

  @Test
  void examinesAsManyEntriesInParallelAsItHasWorkers() throws Exception {
    promote(WORKERS);
    CyclicBarrier together = new CyclicBarrier(WORKERS);
    ReadBudget budget =
        bytes -> {
          try {
            int unused = together.await(60, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            throw e;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        };

    try (TileExaminer examiner = examiner(scene.examiner(budget))) {
      assertThat(examiner.examine(task()).examinations())
          .extracting(Examination::condition)
          .containsOnly(FixityCondition.INTACT);
    }
  }

  @Test
  void acquiresEveryByteOfObjects() throws Exception {
    logged.add(scene.promoted("large", "x".repeat(1_000_000)));
    AtomicLong acquired = new AtomicLong();
    AtomicInteger largest = new AtomicInteger();
    ReadBudget budget =
        bytes -> {
          acquired.addAndGet(bytes);
          largest.accumulateAndGet((int) bytes, Math::max);
        };

    try (TileExaminer examiner = examiner(scene.examiner(budget))) {
      assertThat(examiner.examine(task()).examinations().get(0).bytes()).isEqualTo(1_000_000);
    }
    assertThat(acquired).hasValue(1_000_000);
    assertThat(largest.get()).isLessThanOrEqualTo(128 * 1024);
  }

  @Test
  void hasNoResultWhenThreadIsInterrupted() throws Exception {
    promote(10);
    CountDownLatch reading = new CountDownLatch(WORKERS);
    CountDownLatch ended = new CountDownLatch(WORKERS);
    CountDownLatch never = new CountDownLatch(1);
    ReadBudget budget =
        bytes -> {
          reading.countDown();
          try {
            never.await();
          } finally {
            ended.countDown();
          }
        };
    try (TileExaminer examiner = examiner(scene.examiner(budget))) {
      TileTask task = task();
      FutureTask<TileResult> work = new FutureTask<>(() -> examiner.examine(task));
      Thread thread = new Thread(work);
      thread.start();
      reading.await();

      thread.interrupt();

      assertThatThrownBy(work::get).hasCauseInstanceOf(InterruptedException.class);
      assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** The reads that are under way end, and those that wait never begin. */
  @Test
  void hasNoResultWhenItIsClosed() throws Exception {
    promote(10);
    CountDownLatch reading = new CountDownLatch(WORKERS);
    CountDownLatch closed = new CountDownLatch(1);
    ReadBudget budget =
        bytes -> {
          reading.countDown();
          awaitUninterruptibly(closed);
        };
    TileExaminer examiner = examiner(scene.examiner(budget));
    TileTask task = task();
    FutureTask<TileResult> work = new FutureTask<>(() -> examiner.examine(task));
    new Thread(work).start();
    reading.await();

    examiner.close();
    closed.countDown();

    assertThatThrownBy(work::get).hasCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void hasNoResultWhenItIsClosedBeforeTheNextRead() throws Exception {
    promote(2);
    TileExaminer examiner = examiner(scene.examiner());
    TileTask task = task();

    examiner.close();

    assertThatThrownBy(() -> examiner.examine(task)).isInstanceOf(InterruptedException.class);
  }

  @Test
  void hasNoResultWhenItIsClosedDuringLastEntry() throws Exception {
    promote(1);
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    scene.s3.before =
        call -> {
          reading.countDown();
          awaitUninterruptibly(closed);
          throw new UnreadableException("no answer of S3: AbortedException");
        };
    TileExaminer examiner = examiner(scene.examiner());
    TileTask task = task();
    FutureTask<TileResult> work = new FutureTask<>(() -> examiner.examine(task));
    new Thread(work).start();
    reading.await();

    examiner.close();
    closed.countDown();

    assertThatThrownBy(work::get).hasCauseInstanceOf(InterruptedException.class);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean hasEnded = false;
    while (!hasEnded) {
      try {
        latch.await();
        hasEnded = true;
      } catch (InterruptedException e) {
        // A read that does not notice.
      }
    }
  }
}
