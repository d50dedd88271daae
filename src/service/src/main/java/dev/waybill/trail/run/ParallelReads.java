package dev.waybill.trail.run;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Bounded number of threads that read files. */
final class ParallelReads implements AutoCloseable {
  private static final int READS_AT_A_TIME = 8;

  private final ExecutorService readers =
      Executors.newFixedThreadPool(
          READS_AT_A_TIME,
          work -> {
            Thread thread = new Thread(work, "trail-file");
            thread.setDaemon(true);
            return thread;
          });

  /** Returns the results in the order of the items; an exception of one is that of all. */
  <T, R> List<R> map(List<T> items, Function<T, R> work) {
    List<CompletableFuture<R>> results =
        items.stream()
            .map(it -> CompletableFuture.supplyAsync(() -> work.apply(it), readers))
            .toList();
    try {
      return results.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    List<Runnable> unused = readers.shutdownNow();
  }
}
