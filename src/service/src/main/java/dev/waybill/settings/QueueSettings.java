package dev.waybill.settings;

import java.time.Duration;

/**
 * Where notifications come from and how many are worked on at once.
 *
 * @param name {@code waybill.queue}
 * @param deadLetterName {@code waybill.dead-letter-queue}
 * @param inFlight {@code waybill.intake.in-flight}: messages in work at once at the most
 * @param workers {@code waybill.intake.workers}: threads that work on them
 * @param visibility {@code waybill.intake.visibility}: how long a message stays ours before it is
 *     extended
 * @param pollWait {@code waybill.intake.wait}: long-poll time, 0 to 20 s
 */
public record QueueSettings(
    String name,
    String deadLetterName,
    int inFlight,
    int workers,
    Duration visibility,
    Duration pollWait) {
  private static final Duration SHORTEST_VISIBILITY = Duration.ofSeconds(5);
  private static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);
  private static final int FEWEST_POLLERS = 2;
  private static final int WORKERS_A_POLLER = 32;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  /**
   * @throws IllegalArgumentException when a value is outside what SQS or the intake can do
   */
  public QueueSettings {
    Key.check(Keys.QUEUE, name);
    Key.check(Keys.DEAD_LETTER_QUEUE, deadLetterName);
    unless(!name.equals(deadLetterName), Keys.DEAD_LETTER_QUEUE, "must differ from waybill.queue");
    unless(inFlight >= 10, Keys.IN_FLIGHT, "must be at least 10, which is one poll");
    unless(workers >= 1, Keys.WORKERS, "must be at least 1");
    unless(
        within(visibility, SHORTEST_VISIBILITY, LONGEST_VISIBILITY),
        Keys.VISIBILITY,
        "must be from 5s to 12h");
    unless(within(pollWait, Duration.ZERO, LONGEST_WAIT), Keys.POLL_WAIT, "must be from 0s to 20s");
  }

  /**
   * How many polls are under way at once: one brings ten messages in the time of two calls or less,
   * in which thirty-two workers are done with fewer.
   */
  public int pollers() {
    return Math.max(FEWEST_POLLERS, workers / WORKERS_A_POLLER);
  }

  private static boolean within(Duration value, Duration least, Duration most) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }

  private static void unless(boolean holds, Key<?> key, String expected) {
    InvalidSettingException.unless(holds, key.name(), expected);
  }
}
