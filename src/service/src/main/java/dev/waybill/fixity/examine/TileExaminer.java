package dev.waybill.fixity.examine;

import static java.util.Comparator.naturalOrder;

import dev.waybill.fixity.DrilledObjects;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.model.NamedThreads;
import dev.waybill.record.log.LogEntry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * Examiner of units of work. The entries of a range are examined in parallel; there is a result of
 * all of them or none.
 */
public final class TileExaminer implements AutoCloseable {
  private final LoggedEntries entries;
  private final EntryExaminer examiner;
  private final DrilledObjects drilled;
  private final String reader;
  private final Clock clock;
  private final ExecutorService workers;

  /**
   * @param drilled the objects of drills, whose alterations are no defects of a cycle
   * @param reader name of this process, for results
   * @param parallel number of entries that are examined at the same time
   */
  public TileExaminer(
      LoggedEntries entries,
      EntryExaminer examiner,
      DrilledObjects drilled,
      String reader,
      int parallel,
      Clock clock) {
    this.entries = entries;
    this.examiner = examiner;
    this.drilled = drilled;
    this.reader = reader;
    this.clock = clock;
    this.workers = Executors.newFixedThreadPool(parallel, new NamedThreads("fixity"));
  }

  /** Examines the entries of a task, and keeps no progress within objects. */
  public TileResult examine(TileTask task) throws InterruptedException {
    return examine(task, ProgressStore.NONE);
  }

  /**
   * Examines the entries of a task.
   *
   * @param progress progress within large objects
   * @throws InterruptedException when the thread is interrupted; its reads are ended
   * @throws RuntimeException when the entries cannot be read from the log
   */
  public TileResult examine(TileTask task, ProgressStore progress) throws InterruptedException {
    Instant began = clock.instant();
    TileRange range = task.range();
    List<LogEntry> logged = entries.read(range);
    List<Future<Examination>> running = new ArrayList<>();
    List<ReadProgress> read = new ArrayList<>();
    try {
      for (int at = 0; at < logged.size(); at++) {
        long index = range.from() + at;
        LogEntry entry = logged.get(at);
        ReadProgress earlier = progress.of(task, index);
        read.add(earlier);
        running.add(submit(() -> drilled.inCycle(entry, examiner.examine(index, entry, earlier))));
      }
      List<Examination> results = results(running);
      if (workers.isShutdown()) {
        // Reads that were ended are not told from those that failed.
        throw new InterruptedException("the examiner was closed");
      }
      // What another process read before makes the result older, not younger.
      Instant since = read.stream().map(it -> it.since(began)).min(naturalOrder()).orElse(began);
      return new TileResult(task, reader, since, clock.instant(), results);
    } finally {
      // Without effect on those that have ended.
      running.forEach(it -> it.cancel(true));
    }
  }

  private Future<Examination> submit(Callable<Examination> work) throws InterruptedException {
    try {
      return workers.submit(work);
    } catch (RejectedExecutionException e) {
      throw new InterruptedException("the examiner was closed");
    }
  }

  private static List<Examination> results(List<Future<Examination>> running)
      throws InterruptedException {
    List<Examination> results = new ArrayList<>();
    for (Future<Examination> one : running) {
      try {
        results.add(one.get());
      } catch (CancellationException e) {
        throw new InterruptedException("the examiner was closed");
      } catch (ExecutionException e) {
        if (e.getCause() instanceof InterruptedException) {
          throw new InterruptedException("the examiner was closed");
        }
        throw new IllegalStateException("an examination failed", e.getCause());
      }
    }
    return results;
  }

  /** Ends the reads that are under way; their units of work have no result. */
  @Override
  public void close() {
    for (Runnable waiting : workers.shutdownNow()) {
      boolean unused = waiting instanceof Future<?> future && future.cancel(true);
    }
  }
}
