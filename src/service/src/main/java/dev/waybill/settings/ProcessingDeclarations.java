package dev.waybill.settings;

import java.time.Duration;
import java.util.List;

/** Declarations of how notifications are received and objects are hashed and copied. */
final class ProcessingDeclarations {
  static final SettingDeclaration<String> QUEUE =
      SettingDeclaration.optional(
          "waybill.queue",
          AwsNames.STANDARD_QUEUE,
          "caa304-raw-data-events",
          "Queue that S3 notifies of new objects.");
  static final SettingDeclaration<String> DEAD_LETTER_QUEUE =
      SettingDeclaration.optional(
          "waybill.dead-letter-queue",
          AwsNames.STANDARD_QUEUE,
          "caa304-raw-data-events-dlq",
          "Dead-letter queue that the redrive policy of waybill.queue names.");
  static final SettingDeclaration<Integer> IN_FLIGHT =
      SettingDeclaration.optional(
          "waybill.intake.in-flight",
          Units.integer(10, 120_000),
          "64",
          "Limit of messages in work at the same time. One poll brings up to 10.");
  static final SettingDeclaration<Integer> WORKERS =
      SettingDeclaration.optional(
          "waybill.intake.workers",
          Units.integer(1, 1000),
          "16",
          "Threads that process messages. Waybill runs one poll of ten messages for every 32 "
              + "threads, and at least two polls.");
  static final SettingDeclaration<Duration> VISIBILITY =
      SettingDeclaration.optional(
          "waybill.intake.visibility",
          Units.duration(Duration.ofSeconds(5), Duration.ofHours(12)),
          "2m",
          "Time during which other consumers cannot see a received message. Waybill extends "
              + "the time while the message is in work.");
  static final SettingDeclaration<Duration> POLL_WAIT =
      SettingDeclaration.optional(
          "waybill.intake.wait",
          Units.duration(Duration.ZERO, Duration.ofSeconds(20)),
          "20s",
          "Time that one poll waits for messages.");
  static final SettingDeclaration<Duration> DENIAL_PATIENCE =
      SettingDeclaration.optional(
          "waybill.intake.denial-patience",
          Units.duration(Duration.ZERO, Duration.ofDays(2)),
          "0s",
          "Time over which the deliveries of a denied object are spread before it is rejected, "
              + "for example until a scanner has tagged it. 0s: the object is delivered again "
              + "whenever waybill.intake.visibility has passed.");
  static final SettingDeclaration<Boolean> DIGEST_BY_SERVER =
      SettingDeclaration.optional(
          "waybill.digest.mode",
          SettingType.oneOf(List.of("both", "server"), "server"::equals),
          "both",
          "Source of the SHA-256 that is sealed. With both, Waybill reads and hashes every "
              + "object, and the SHA-256 that S3 computes of the copy must be the same. With "
              + "server, Waybill trusts the SHA-256 that S3 stores or computes of the copy and does"
              + " not read the object; the record states this. Waybill still reads an object of "
              + "which S3 has no SHA-256 of the whole: see docs/decisions.md, \"S3 may be trusted "
              + "with the digest\".");
  static final SettingDeclaration<List<String>> DIGEST_PREFIXES =
      SettingDeclaration.optional(
          "waybill.digest.server-prefixes",
          DigestSettings.PREFIXES,
          "all",
          "Keys to which the mode server applies: all, or prefixes such as "
              + "incoming/logs/,incoming/images/. Each prefix begins with waybill.raw.incoming or "
              + "waybill.raw.test.");
  static final SettingDeclaration<Long> CHUNKS_ABOVE =
      SettingDeclaration.optional(
          "waybill.digest.chunks-above",
          Units.size(0, 50 * 1024 * Units.GIB),
          "256MiB",
          "Largest object whose record states no digests of chunks. The record of a larger object "
              + "that Waybill reads also states SHA-256 of each chunk, so that verify names the "
              + "bytes that changed. This takes a second SHA-256 of the object. A chunk has a "
              + "quarter of this limit, at least 1 MiB and at most 64 MiB. 0: no record states "
              + "chunks.");
  static final SettingDeclaration<Long> SINGLE_COPY_LIMIT =
      SettingDeclaration.optional(
          "waybill.promotion.single-copy-limit",
          Units.size(1, 5 * Units.GIB),
          "5GiB",
          "Largest object that is copied in one request. 5GiB is S3's own limit.");
  static final SettingDeclaration<Long> PART_SIZE =
      SettingDeclaration.optional(
          "waybill.promotion.part-size",
          Units.size(5 * Units.MIB, 5 * Units.GIB),
          "256MiB",
          "Part size for larger objects. Waybill raises it for an object that would have more"
              + " than 10,000 parts.");
  static final SettingDeclaration<Integer> PARALLEL_PARTS =
      SettingDeclaration.optional(
          "waybill.promotion.parallel-parts",
          Units.integer(1, 1000),
          "8",
          "Parts of one object that are copied in parallel.");

  private ProcessingDeclarations() {}

  /** Returns the sections of the settings reference that this class declares. */
  static List<SettingGroup> groups() {
    return List.of(
        SettingGroup.of(
            "Notifications",
            QUEUE,
            DEAD_LETTER_QUEUE,
            IN_FLIGHT,
            WORKERS,
            VISIBILITY,
            POLL_WAIT,
            DENIAL_PATIENCE),
        SettingGroup.of("Digests", DIGEST_BY_SERVER, DIGEST_PREFIXES, CHUNKS_ABOVE),
        SettingGroup.of("Copies", SINGLE_COPY_LIMIT, PART_SIZE, PARALLEL_PARTS));
  }
}
