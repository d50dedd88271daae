package dev.waybill.alert.incident;

import java.time.Duration;
import java.util.function.Function;

/**
 * Times and limits by which incidents are repeated and ended.
 *
 * @param repeat time after which an incident that lasts is delivered again
 * @param gather time after an event in which new resources of a severe incident are gathered before
 *     they are delivered
 * @param quiet time without a report after which an incident of a rule ends
 * @param lease time after which another replica may deliver an event whose delivery did not finish
 * @param storm number of incidents of one rule in an hour that are delivered one by one
 */
public record IncidentPolicy(
    Duration repeat, Duration gather, Function<String, Duration> quiet, Duration lease, int storm) {
  /** Longer than any delivery that still runs, short enough for those who wait for the alert. */
  public static final Duration LEASE = Duration.ofMinutes(5);
}
