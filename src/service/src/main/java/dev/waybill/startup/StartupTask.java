package dev.waybill.startup;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Work that is done beside other work: begun at once, and taken where it is needed. What fails,
 * fails there, so that of two things that are wrong the same one is told as if they were done in
 * turn.
 *
 * @param <T> what comes of it
 */
final class StartupTask<T> {
  private final Future<T> work;

  private StartupTask(Future<T> work) {
    this.work = work;
  }

  /**
   * @param executor interrupts what is under way when it is shut down
   */
  static <T> StartupTask<T> begin(ExecutorService executor, Callable<T> work) {
    return new StartupTask<>(executor.submit(work));
  }

  /** Something to look at that gives nothing, and throws when it is wrong. */
  static StartupTask<Boolean> look(ExecutorService executor, Runnable check) {
    return new StartupTask<>(executor.submit(check, true));
  }

  /**
   * Waits for it.
   *
   * @throws Exception that the work ended in, itself
   */
  T take() throws Exception {
    try {
      return work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception failure) {
        throw failure;
      }
      throw e;
    }
  }
}
