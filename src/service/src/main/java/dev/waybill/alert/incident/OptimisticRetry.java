package dev.waybill.alert.incident;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** Bounded retry of a compare-and-set write that replicas contend for. */
final class OptimisticRetry {
  private static final int MAX_ATTEMPTS = 12;
  private static final int MAX_PAUSE_MILLIS = 250;

  /**
   * Repeats an attempt until it succeeds.
   *
   * @param name name of the incident, for the error message
   * @param attempt read, change and conditional write; returns whether it succeeded
   * @throws IllegalStateException when every attempt lost to another writer
   */
  void until(String name, BooleanSupplier attempt) {
    for (int count = 1; count <= MAX_ATTEMPTS; count++) {
      if (attempt.getAsBoolean()) {
        return;
      }
      pause(count);
    }
    throw new IllegalStateException(
        "the incident "
            + name
            + " was changed concurrently in "
            + MAX_ATTEMPTS
            + " attempts; report it again");
  }

  private static void pause(int count) {
    int limit = Math.min(MAX_PAUSE_MILLIS, 5 << count);
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(1, limit));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during a retry of an incident", e);
    }
  }
}
