package dev.waybill.settings;

import java.time.Duration;
import java.util.List;

/** Declarations of re-verification. */
final class FixityDeclarations {
  static final SettingDeclaration<Boolean> ENABLED =
      SettingDeclaration.optional(
          "waybill.fixity.enabled",
          Units.BOOLEAN,
          "true",
          "Reads everything sealed again, and compares it with the log of records. Without "
              + "waybill.record-log.enabled, nothing is read again.");
  static final SettingDeclaration<String> QUEUE =
      SettingDeclaration.optional(
          "waybill.fixity.queue",
          AwsNames.STANDARD_QUEUE,
          "caa304-fixity",
          "Queue by which the leader hands ranges of the log to the replicas.");
  static final SettingDeclaration<Duration> EVERY =
      SettingDeclaration.optional(
          "waybill.fixity.every",
          Units.duration(Duration.ofSeconds(10), Duration.ofDays(3650)),
          "30d",
          "Time within which the bytes of every sealed version are read again: of 99.9 % of the"
              + " versions within it, and of all within 1.1 times as long. New versions are read"
              + " within a day.");
  static final SettingDeclaration<Duration> GLANCE =
      SettingDeclaration.optional(
          "waybill.fixity.glance",
          Units.duration(Duration.ZERO, Duration.ofDays(30)),
          "1d",
          "Time from one listing of the whole raw bucket to the next, which finds versions that "
              + "are gone, hidden or that no record explains. 0s lists nothing.");
  static final SettingDeclaration<Long> BYTES_PER_SECOND =
      SettingDeclaration.optional(
          "waybill.fixity.budget.bytes-per-second",
          Units.size(Units.MIB, 100 * Units.GIB),
          "50MiB",
          "Budget of bytes that all replicas together read in a second, at least 1MiB for each of "
              + "waybill.fixity.workers.");
  static final SettingDeclaration<Integer> REQUESTS_PER_SECOND =
      SettingDeclaration.optional(
          "waybill.fixity.budget.requests-per-second",
          Units.integer(1, 100_000),
          "100",
          "Budget of requests that all replicas together send in a second.");
  static final SettingDeclaration<Integer> DOLLARS_PER_DAY =
      SettingDeclaration.optional(
          "waybill.fixity.budget.dollars-per-day",
          Units.integer(1, 1_000_000),
          "10",
          "Budget of US dollars a day, at the list prices of requests and of CloudTrail's data "
              + "events; the command fixity plan says what the promise costs.");
  static final SettingDeclaration<Integer> WORKERS =
      SettingDeclaration.optional(
          "waybill.fixity.workers",
          Units.integer(1, 256),
          "4",
          "Objects that one replica reads at the same time.");
  static final SettingDeclaration<Duration> YIELD_AFTER =
      SettingDeclaration.optional(
          "waybill.fixity.yield-after",
          Units.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
          "5m",
          "Age of the oldest waiting notification above which re-verification slows down to a "
              + "tenth of its budget, so that new objects come first. It never stops.");

  private FixityDeclarations() {}

  /** Returns the sections of the settings reference that this class declares. */
  static List<SettingGroup> groups() {
    return List.of(
        SettingGroup.of(
            "Re-verification",
            ENABLED,
            QUEUE,
            EVERY,
            GLANCE,
            BYTES_PER_SECOND,
            REQUESTS_PER_SECOND,
            DOLLARS_PER_DAY,
            WORKERS,
            YIELD_AFTER));
  }
}
