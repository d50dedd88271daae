package dev.waybill.fixity.shape;

import dev.waybill.model.NamedThreads;
import java.util.Iterator;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Tasks on a fixed number of threads. The first failure or an interruption stops all of them, and
 * no task runs any more afterwards.
 *
 * @param threads number of threads
 */
public record ParallelTasks(int threads) {
  private static final long STOP_TIMEOUT_SECONDS = 60;

  /**
   * Runs tasks, of which only as many exist at a time as there are threads.
   *
   * @throws InterruptedException when the calling thread was interrupted
   */
  public void run(Iterator<Runnable> tasks) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads, new NamedThreads("glance"));
    try {
      CompletionService<Void> running = new ExecutorCompletionService<>(pool);
      int open = 0;
      while (tasks.hasNext() || open > 0) {
        if (tasks.hasNext() && open < threads) {
          var unused = running.submit(tasks.next(), null);
          open++;
        } else {
          running.take().get();
          open--;
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("a task of the glance failed", e.getCause());
    } finally {
      stop(pool);
    }
  }

  /** Returns when no task runs any more, because the temporary files are deleted next. */
  private static void stop(ExecutorService pool) {
    pool.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      boolean unused = pool.awaitTermination(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
