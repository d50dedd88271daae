package dev.waybill.reconcile.source;

import java.util.Map;
import java.util.function.Consumer;

/** Port to a query over CloudTrail's files. */
@FunctionalInterface
public interface TrailAnswer {
  /**
   * Asks a query, and passes its rows on, each as values by column without NULLs.
   *
   * @return number of bytes that the query read
   * @throws InterruptedException when the thread was interrupted
   * @throws RuntimeException when the query has no answer, or its rows cannot be read
   */
  long ask(String sql, Consumer<Map<String, String>> rows) throws InterruptedException;
}
