package dev.waybill.fixity.examine;

import dev.waybill.model.NamedThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads that help with large objects. All examinations share them, so that connections and
 * buffers are bounded; each examination also has its own thread, and goes on without helpers.
 */
public final class ReadHelpers implements AutoCloseable {
  /**
   * Number of helpers of a process. A connection to S3 reads some 90 MB/s and a processor hashes
   * more than ten times as much, so that more readers than processors pay off.
   */
  public static final int COUNT =
      Math.max(3, Math.min(7, 2 * Runtime.getRuntime().availableProcessors() - 1));

  private static final int IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          COUNT,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          new NamedThreads("fixity-range"));

  /** Work in steps, which several threads take. */
  interface Work {
    /** Returns true when a step is left. */
    boolean hasNext();

    /**
     * Takes a step, if one is left.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    void runNext() throws InterruptedException;
  }

  /**
   * Takes all steps of some work, together with the helpers that are free.
   *
   * @throws InterruptedException when the thread is interrupted; the helpers are interrupted too
   */
  void run(Work work) throws InterruptedException {
    List<Future<?>> helpers = new ArrayList<>();
    try {
      while (work.hasNext()) {
        addHelpers(work, helpers);
        work.runNext();
      }
      for (Future<?> helper : helpers) {
        await(helper);
      }
    } finally {
      // Without effect on those that have ended.
      helpers.forEach(it -> it.cancel(true));
    }
  }

  /** Asks before each step, because helpers of other work may have become free. */
  private void addHelpers(Work work, List<Future<?>> helpers) {
    long running = helpers.stream().filter(it -> !it.isDone()).count();
    try {
      for (long at = running; at < COUNT && work.hasNext(); at++) {
        helpers.add(threads.submit(() -> help(work)));
      }
    } catch (RejectedExecutionException e) {
      // All are busy.
    }
  }

  private static @Nullable Void help(Work work) throws InterruptedException {
    while (work.hasNext()) {
      work.runNext();
    }
    return null;
  }

  private static void await(Future<?> helper) throws InterruptedException {
    try {
      Object unused = helper.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException) {
        throw new InterruptedException("the helpers were closed");
      }
      throw new IllegalStateException("a helper failed", e.getCause());
    }
  }

  /** Ends the reads of the helpers; the work that they help with fails. */
  @Override
  public void close() {
    List<Runnable> unused = threads.shutdownNow();
  }
}
