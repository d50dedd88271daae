package dev.waybill.alert.incident;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** Several replicas change one thing: who was not first looks again, a bounded number of times. */
final class OptimisticRetry {
  private static final int ATTEMPTS = 12;
  private static final int LONGEST_PAUSE = 250;

  /**
   * @param attempt whether it is done
   * @throws IllegalStateException when others were first each time
   */
  void until(String name, BooleanSupplier attempt) {
    for (int count = 1; count <= ATTEMPTS; count++) {
      if (attempt.getAsBoolean()) {
        return;
      }
      pause(count);
    }
    throw new IllegalStateException(
        "the incident " + name + " was changed by others " + ATTEMPTS + " times; try again");
  }

  private static void pause(int count) {
    int most = Math.min(LONGEST_PAUSE, 5 << count);
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(1, most));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while others changed the incident", e);
    }
  }
}
