package dev.waybill.alert.incident;

import java.time.Duration;
import java.util.function.Function;

/**
 * When an incident is told again, and when it is over.
 *
 * @param repeat after how long one that lasts is told again
 * @param quiet by rule, after how long without a report one is over
 * @param lease how long telling may take before somebody else tells the same event
 * @param storm how many of one rule are told in an hour, before the rest is told as a sum
 */
public record IncidentPolicy(
    Duration repeat, Function<String, Duration> quiet, Duration lease, int storm) {
  /** Longer than any telling takes that still goes on, short enough for who waits. */
  public static final Duration LEASE = Duration.ofMinutes(5);
}
