package dev.waybill.why.source;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Port to a query with parameters over CloudTrail's files. */
@FunctionalInterface
public interface CallQuery {
  /**
   * Asks a query, and passes its rows on, each as values by column without NULLs.
   *
   * @param parameters literals for the question marks
   * @return number of bytes that the query read
   * @throws InterruptedException when the thread was interrupted
   * @throws RuntimeException when the query has no answer, or its rows cannot be read
   */
  long ask(String sql, List<String> parameters, Consumer<Map<String, String>> rows)
      throws InterruptedException;
}
