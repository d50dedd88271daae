package dev.waybill.startup;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Task that runs concurrently with others. Its failure surfaces where its result is awaited, so
 * that the order of the calls to {@link #await} decides which of several failures is reported.
 *
 * @param <T> the type of the result
 */
final class StartupTask<T> {
  private final Future<T> future;

  private StartupTask(Future<T> future) {
    this.future = future;
  }

  /**
   * Starts a task.
   *
   * @param executor interrupts the task when it is shut down
   */
  static <T> StartupTask<T> start(ExecutorService executor, Callable<T> work) {
    return new StartupTask<>(executor.submit(work));
  }

  /** Starts a check that has no result and throws when it fails. */
  static StartupTask<Boolean> check(ExecutorService executor, Runnable check) {
    return new StartupTask<>(executor.submit(check, true));
  }

  /**
   * Waits for the result.
   *
   * @throws Exception of the task, unwrapped
   */
  T await() throws Exception {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception failure) {
        throw failure;
      }
      throw e;
    }
  }
}
