package dev.waybill.settings;

import dev.waybill.settings.ProvenanceSettings.RetentionMode;
import java.time.Duration;
import java.util.List;

/** Declarations of the buckets, prefixes and encryption of objects and records. */
final class StorageDeclarations {
  static final SettingDeclaration<String> RAW_BUCKET =
      SettingDeclaration.optional(
          "waybill.raw.bucket",
          AwsNames.BUCKET,
          "caa304-raw-data",
          "Bucket under custody. Versioning must be on.");
  static final SettingDeclaration<String> RAW_INCOMING =
      SettingDeclaration.optional(
          "waybill.raw.incoming",
          AwsNames.PREFIX,
          "incoming/",
          "Prefix under which objects arrive. None of the three prefixes may lie within "
              + "another.");
  static final SettingDeclaration<String> RAW_PROCESSED =
      SettingDeclaration.optional(
          "waybill.raw.processed",
          AwsNames.PREFIX,
          "processed/",
          "Prefix to which an object is promoted once its record is sealed and its copy is "
              + "verified.");
  static final SettingDeclaration<String> RAW_TEST =
      SettingDeclaration.optional(
          "waybill.raw.test",
          AwsNames.PREFIX,
          "test/",
          "Prefix of canaries, which are sealed and checked but never promoted.");
  static final SettingDeclaration<TemporaryNames> RAW_TEMPORARY =
      SettingDeclaration.optional(
          "waybill.raw.temporary",
          TemporaryNames.TYPE,
          "*.part,*.filepart,*.tmp,_temporary/",
          "Names below waybill.raw.incoming under which uploaders write objects that they rename"
              + " when complete. Waybill skips and counts such objects, and leaves them where they"
              + " are. A * stands for any characters; a pattern that ends in / names a folder.");
  static final SettingDeclaration<ExcludedKeys> RAW_EXCLUSIONS =
      SettingDeclaration.optional(
          "waybill.raw.exclusions",
          ExcludedKeys.TYPE,
          "none",
          "Keys below waybill.raw.incoming that are never taken into custody: Waybill counts them"
              + " and leaves them where they are. A pattern is the path of an object, or of a"
              + " folder, which ends in /. A * stands for any characters.");
  static final SettingDeclaration<String> RAW_DESTINATION_BUCKET =
      SettingDeclaration.optional(
          "waybill.raw.destination-bucket",
          SettingType.orNone(AwsNames.BUCKET),
          SettingDeclaration.NONE,
          "Bucket to which an object is promoted; none for the bucket in which it arrived.");
  static final SettingDeclaration<String> RAW_BREAK_GLASS =
      SettingDeclaration.optional(
          "waybill.raw.break-glass",
          SettingType.orNone(AwsNames.ROLE),
          SettingDeclaration.NONE,
          "Name of the IAM role for emergencies: beside the role of the service, the only one "
              + "that the bucket policy lets write and delete promoted objects and delete "
              + "versions.");
  static final SettingDeclaration<Duration> RAW_RETENTION =
      SettingDeclaration.optional(
          "waybill.raw.retention",
          Units.duration(Duration.ZERO, Duration.ofDays(36500)),
          "0s",
          "Time during which a promoted version cannot be deleted, not even by the service. 0s "
              + "sets no retention. Any other value requires Object Lock on the bucket, which "
              + "\"waybill baseline apply\" enables.");
  static final SettingDeclaration<RetentionMode> RAW_RETENTION_MODE =
      SettingDeclaration.optional(
          "waybill.raw.retention-mode",
          SettingType.oneOf(List.of("GOVERNANCE", "COMPLIANCE"), RetentionMode::valueOf),
          "GOVERNANCE",
          "Object Lock mode of promoted versions with a retention.");
  static final SettingDeclaration<String> PROVENANCE_BUCKET =
      SettingDeclaration.optional(
          "waybill.provenance.bucket",
          AwsNames.BUCKET,
          "caa304-provenance",
          "Bucket of the sealed records. Object Lock must be on.");
  static final SettingDeclaration<Duration> PROVENANCE_RETENTION =
      SettingDeclaration.optional(
          "waybill.provenance.retention",
          Units.duration(Duration.ZERO, Duration.ofDays(36500)),
          "365d",
          "Time during which a record cannot be deleted. 0s leaves the time to the bucket's "
              + "default retention.");
  static final SettingDeclaration<RetentionMode> PROVENANCE_RETENTION_MODE =
      SettingDeclaration.optional(
          "waybill.provenance.retention-mode",
          SettingType.oneOf(List.of("GOVERNANCE", "COMPLIANCE"), RetentionMode::valueOf),
          "GOVERNANCE",
          "Object Lock mode of the records. An authorized user can shorten a retention in "
              + "GOVERNANCE mode; no user can in COMPLIANCE mode.");
  static final SettingDeclaration<Duration> PROVENANCE_RENEWAL =
      SettingDeclaration.optional(
          "waybill.provenance.renew-before",
          Units.duration(Duration.ZERO, Duration.ofDays(36500)),
          "90d",
          "Time before the end of its retention at which evidence is retained for another "
              + "waybill.provenance.retention, at most half of that. Re-verification and the check "
              + "of the log do so while they read. 0s lets retentions end.");
  static final SettingDeclaration<String> LOG_BUCKET =
      SettingDeclaration.optional(
          "waybill.log.bucket",
          AwsNames.BUCKET,
          "caa304-cloudtrail-log",
          "Bucket that CloudTrail writes its log files to.");
  static final SettingDeclaration<String> KMS_KEY =
      SettingDeclaration.optional(
          "waybill.kms.key",
          AwsNames.KMS_KEY,
          "alias/caa304-raw-data",
          "KMS key under which objects must be encrypted. It is looked up once at the start "
              + "with kms:DescribeKey.");
  static final SettingDeclaration<Boolean> KMS_REQUIRE =
      SettingDeclaration.optional(
          "waybill.kms.require",
          Units.BOOLEAN,
          "true",
          "Rejects an object that is not encrypted, or that is encrypted under another key.");

  private StorageDeclarations() {}

  /** Returns the sections of the settings reference that this class declares. */
  static List<SettingGroup> groups() {
    return List.of(
        SettingGroup.of(
            "Objects",
            RAW_BUCKET,
            RAW_INCOMING,
            RAW_DESTINATION_BUCKET,
            RAW_PROCESSED,
            RAW_TEST,
            RAW_TEMPORARY,
            RAW_EXCLUSIONS,
            RAW_BREAK_GLASS,
            RAW_RETENTION,
            RAW_RETENTION_MODE),
        SettingGroup.of(
            "Records and logs",
            PROVENANCE_BUCKET,
            PROVENANCE_RETENTION,
            PROVENANCE_RETENTION_MODE,
            PROVENANCE_RENEWAL,
            LOG_BUCKET),
        SettingGroup.of("Encryption", KMS_KEY, KMS_REQUIRE));
  }
}
