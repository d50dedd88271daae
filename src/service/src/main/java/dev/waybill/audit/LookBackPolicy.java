package dev.waybill.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How far back a run looks beyond what was judged before, because CloudTrail delivers late.
 *
 * @param lookBack every run
 * @param catchUp the first run of a day, and an audit's first run ever; not shorter
 */
public record LookBackPolicy(Duration lookBack, Duration catchUp) {
  /** A service that stood still for long catches up in steps whose cost is bounded. */
  private static final Duration STEP = Duration.ofDays(1);

  /**
   * @throws IllegalArgumentException when the catch-up is the shorter one
   */
  public LookBackPolicy {
    if (lookBack.isNegative() || catchUp.compareTo(lookBack) < 0) {
      throw new IllegalArgumentException("catch-up " + catchUp + ", look-back " + lookBack);
    }
  }

  /**
   * What the next run judges.
   *
   * @param least the shortest span that the audit makes sense of
   * @param judgedUntil where the last run ended; null when there was none
   * @param caughtUp the last day with a run that caught up
   */
  public Window next(
      Duration least, @Nullable Instant judgedUntil, @Nullable LocalDate caughtUp, Instant time) {
    Instant now = time.truncatedTo(ChronoUnit.MILLIS);
    if (judgedUntil == null) {
      return new Window(now.minus(longer(catchUp, least)), now, now);
    }
    Instant until = earlier(now, judgedUntil.plus(STEP));
    if (!judgedUntil.isBefore(until)) {
      until = judgedUntil.plusMillis(1);
    }
    Duration back = catchesUp(caughtUp, now) ? catchUp : lookBack;
    Instant from = earlier(judgedUntil.minus(back), until.minus(least));
    return new Window(from, until, later(until, earlier(now, until.plus(STEP))));
  }

  /**
   * From when on rows must be remembered while a window is judged, and after it.
   *
   * @param least the shortest span that the audit makes sense of
   */
  public Instant remembered(Duration least, Window window) {
    Instant next = window.until().minus(longer(catchUp, least));
    return earlier(window.from(), next).minus(1, ChronoUnit.HOURS);
  }

  static boolean catchesUp(@Nullable LocalDate caughtUp, Instant now) {
    return caughtUp == null || caughtUp.isBefore(day(now));
  }

  /** The day in UTC, by which log files are filed. */
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
