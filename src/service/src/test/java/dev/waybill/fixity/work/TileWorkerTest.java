package dev.waybill.fixity.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.record.log.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests of the worker with results in memory. */
class TileWorkerTest {
  private static final TileTask TASK =
      new TileTask(new CycleId("20261129T192300Z"), new TileRange(1, 4));

  private final Map<TileTask, TileResult> written = new HashMap<>();
  private final List<TileTask> examined = new ArrayList<>();
  private final List<TileResult> heard = new ArrayList<>();
  private RuntimeException failure;

  @Test
  void writesOneResultHoweverOftenTheMessageComes() {
    TileWorker worker = worker(260);

    worker.isUnfinished(TaskMessage.of(TASK));
    worker.isUnfinished(TaskMessage.of(TASK));

    assertThat(written).containsOnlyKeys(TASK);
    assertThat(examined).hasSize(1);
    assertThat(heard).hasSize(1);
  }

  @Test
  void examinesAgainForTheNextAttempt() {
    TileWorker worker = worker(260);
    TileTask again = new TileTask(TASK.cycle(), TASK.range(), 1);

    worker.isUnfinished(TaskMessage.of(TASK));
    worker.isUnfinished(TaskMessage.of(again));

    assertThat(written).containsOnlyKeys(TASK, again);
  }

  @Test
  void dropsRangeThatTheLogDoesNotHave() {
    assertThat(worker(259).isUnfinished(TaskMessage.of(TASK))).isFalse();

    assertThat(examined).isEmpty();
  }

  @Test
  void dropsTextThatIsNoRange() {
    assertThat(worker(260).isUnfinished("\n\"${bean:x}\"")).isFalse();

    assertThat(examined).isEmpty();
  }

  @Test
  void leavesMessageToTheQueueWhenTheLogCannotBeRead() {
    failure = new IllegalStateException("the log cannot be read");

    assertThat(worker(260).isUnfinished(TaskMessage.of(TASK))).isTrue();
    assertThat(written).isEmpty();
  }

  @Test
  void keepsResultOfAnotherWorkerThatWasFaster() {
    TileWorker slow =
        new TileWorker(
            size(260),
            task -> {
              written.put(task, result(task));
              return result(task);
            },
            results(),
            heard::add);

    slow.isUnfinished(TaskMessage.of(TASK));

    assertThat(heard).isEmpty();
  }

  private TileWorker worker(long size) {
    return new TileWorker(size(size), this::examine, results(), heard::add);
  }

  private TileResult examine(TileTask task) {
    if (failure != null) {
      throw failure;
    }
    examined.add(task);
    return result(task);
  }

  private static TileResult result(TileTask task) {
    List<Examination> all = new ArrayList<>();
    for (long index = task.range().from(); index < task.range().to(); index++) {
      all.add(new Examination(index, Rung.BYTES, FixityCondition.INTACT, 1, 1, "v", "e", null));
    }
    return new TileResult(task, "r", Instant.EPOCH, Instant.EPOCH, all);
  }

  private TaskResults results() {
    return new TaskResults() {
      @Override
      public boolean exists(TileTask task) {
        return written.containsKey(task);
      }

      @Override
      public boolean write(TileResult result) {
        return written.putIfAbsent(result.task(), result) == null;
      }
    };
  }

  private static LoggedEntries size(long size) {
    return new LoggedEntries() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public List<LogEntry> read(TileRange range) {
        throw new AssertionError("the worker reads through its examiner");
      }
    };
  }
}
