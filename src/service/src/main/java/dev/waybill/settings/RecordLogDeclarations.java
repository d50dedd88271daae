package dev.waybill.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Declarations of the log of records. */
final class RecordLogDeclarations {
  static final SettingDeclaration<Boolean> ENABLED =
      SettingDeclaration.optional(
          "waybill.record-log.enabled",
          Units.BOOLEAN,
          "true",
          "Appends every sealed record to the log of records in the provenance bucket, and deletes "
              + "a message only when the log has its records durably.");
  static final SettingDeclaration<String> ORIGIN =
      SettingDeclaration.optional(
          "waybill.record-log.origin",
          SettingType.orNone(
              SettingType.text(
                  "a name of at most 200 characters without spaces and plus signs",
                  ", such as example.org/records",
                  RecordLogDeclarations::isOrigin)),
          "none",
          "Name of the log, which no other log may have: it is signed in each checkpoint, and its "
              + "keys have the same name. With none it is the provenance bucket and /log, such as "
              + "caa304-provenance/log. A log keeps its name for ever.");
  static final SettingDeclaration<Path> KEYS =
      SettingDeclaration.optional(
          "waybill.record-log.keys",
          Units.PATH,
          "record-log.keys",
          "File with the two private keys that sign checkpoints, Ed25519 and ML-DSA-44, one a line;"
              + " the command log key makes them. Mount it as a secret. A relative path starts at"
              + " the home directory.");
  static final SettingDeclaration<String> POLICY =
      SettingDeclaration.optional(
          "waybill.record-log.policy",
          Units.PATH_OR_NONE,
          "none",
          "File with the witnesses that cosign checkpoints and their quorum (C2SP tlog-policy). "
              + "With none, no witness is asked. A relative path starts at the home directory.");
  static final SettingDeclaration<Duration> SEQUENCE_EVERY =
      SettingDeclaration.optional(
          "waybill.record-log.sequence-every",
          Units.duration(Duration.ofSeconds(1), Duration.ofMinutes(1)),
          "1s",
          "Time from one run of the sequencer to the next. A longer time costs fewer calls of S3,"
              + " and a record is in the log later by as much.");
  static final SettingDeclaration<Duration> WITNESS_INTERVAL =
      SettingDeclaration.optional(
          "waybill.record-log.witness-interval",
          Units.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
          "10s",
          "Time from one request for cosignatures to the next. A checkpoint never waits for its "
              + "cosignatures.");
  static final SettingDeclaration<Duration> ANCHOR_EVERY =
      SettingDeclaration.optional(
          "waybill.record-log.anchor-every",
          Units.duration(Duration.ZERO, Duration.ofDays(7)),
          "1h",
          "Time from one anchor to the next: an empty object whose key states the size and the root"
              + " of the log, so that CloudTrail's own signed digests date it. 0s writes none.");
  static final SettingDeclaration<String> TIMESTAMP_AUTHORITY =
      SettingDeclaration.optional(
          "waybill.record-log.timestamp-authority",
          SettingType.orNone(SinkNames.URL),
          "none",
          "URL of a timestamp authority (RFC 3161) that dates checkpoints.");
  static final SettingDeclaration<Duration> TIMESTAMP_EVERY =
      SettingDeclaration.optional(
          "waybill.record-log.timestamp-every",
          Units.duration(Duration.ofMinutes(1), Duration.ofDays(7)),
          "1h",
          "Time from one timestamp to the next.");
  static final SettingDeclaration<Duration> CHECK_EVERY =
      SettingDeclaration.optional(
          "waybill.record-log.check-every",
          Units.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
          "1m",
          "Time from one check of what the log has gained to the next.");
  static final SettingDeclaration<Duration> WHOLE_CHECK_WITHIN =
      SettingDeclaration.optional(
          "waybill.record-log.whole-check-within",
          Units.duration(Duration.ofMinutes(1), Duration.ofDays(30)),
          "24h",
          "Time within which the checks read the whole log once. Must not be shorter than "
              + "waybill.record-log.check-every.");
  static final SettingDeclaration<Duration> LISTING_EVERY =
      SettingDeclaration.optional(
          "waybill.record-log.listing-every",
          Units.duration(Duration.ZERO, Duration.ofDays(30)),
          "24h",
          "Time from one comparison of all sealed records with the log to the next. Records that "
              + "the log lacks are reported and appended. 0s compares nothing.");

  private static final int MAX_ORIGIN_LENGTH = 200;

  private RecordLogDeclarations() {}

  private static boolean isOrigin(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_ORIGIN_LENGTH
        && text.codePoints().noneMatch(it -> it <= ' ' || it == '+' || it > '~');
  }

  /** Returns the sections of the settings reference that this class declares. */
  static List<SettingGroup> groups() {
    return List.of(
        SettingGroup.of(
            "Log of records",
            ENABLED,
            ORIGIN,
            KEYS,
            POLICY,
            SEQUENCE_EVERY,
            WITNESS_INTERVAL,
            ANCHOR_EVERY,
            TIMESTAMP_AUTHORITY,
            TIMESTAMP_EVERY,
            CHECK_EVERY,
            WHOLE_CHECK_WITHIN,
            LISTING_EVERY));
  }
}
