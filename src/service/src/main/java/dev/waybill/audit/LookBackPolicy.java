package dev.waybill.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Policy for the time span that a run judges again, because CloudTrail delivers late.
 *
 * @param lookBack span of every run
 * @param catchUp span of the first run of a day and of an audit's first run; not shorter
 */
public record LookBackPolicy(Duration lookBack, Duration catchUp) {
  /** Limits the cost of a run after a long downtime. */
  private static final Duration MAX_STEP = Duration.ofDays(1);

  /**
   * @throws IllegalArgumentException when the catch-up is shorter than the look-back
   */
  public LookBackPolicy {
    if (lookBack.isNegative() || catchUp.compareTo(lookBack) < 0) {
      throw new IllegalArgumentException(
          "the catch-up " + catchUp + " is shorter than the look-back " + lookBack);
    }
  }

  /**
   * Returns the window of the next run.
   *
   * @param minimum shortest span that the audit needs
   * @param judgedUntil end of the last run's window; null when there was none
   * @param caughtUp day of the last run that caught up; null when there was none
   */
  public Window next(
      Duration minimum, @Nullable Instant judgedUntil, @Nullable LocalDate caughtUp, Instant time) {
    Instant now = time.truncatedTo(ChronoUnit.MILLIS);
    if (judgedUntil == null) {
      return new Window(now.minus(longer(catchUp, minimum)), now, now);
    }
    Instant until = earlier(now, judgedUntil.plus(MAX_STEP));
    if (!judgedUntil.isBefore(until)) {
      until = judgedUntil.plusMillis(1);
    }
    Duration span = needsCatchUp(caughtUp, now) ? catchUp : lookBack;
    Instant from = earlier(judgedUntil.minus(span), until.minus(minimum));
    return new Window(from, until, later(until, earlier(now, until.plus(MAX_STEP))));
  }

  /**
   * Returns the time from which rows must be remembered during and after the run of a window.
   *
   * @param minimum shortest span that the audit needs
   */
  public Instant rememberedSince(Duration minimum, Window window) {
    Instant next = window.until().minus(longer(catchUp, minimum));
    return earlier(window.from(), next).minus(1, ChronoUnit.HOURS);
  }

  static boolean needsCatchUp(@Nullable LocalDate caughtUp, Instant now) {
    return caughtUp == null || caughtUp.isBefore(day(now));
  }

  /** Returns the day in UTC, by which log files are partitioned. */
  public static LocalDate day(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
