package dev.waybill.fixity;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Memory of what was logged of a repeated task, so that a task that runs every few seconds does not
 * fill the log with the same outcome. Not safe for use by several threads.
 */
public final class RepeatedRounds {
  private static final Duration REMINDER = Duration.ofHours(1);

  private @Nullable Object last;
  private Instant logged = Instant.MIN;

  /**
   * Returns true when the outcome differs from the last one that was logged, or was not logged for
   * an hour.
   */
  public boolean isNews(Object outcome, Instant now) {
    if (outcome.equals(last) && now.isBefore(logged.plus(REMINDER))) {
      return false;
    }
    last = outcome;
    logged = now;
    return true;
  }
}
