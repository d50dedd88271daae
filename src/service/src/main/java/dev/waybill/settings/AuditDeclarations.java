package dev.waybill.settings;

import java.time.Duration;
import java.util.List;

/** Declarations of the trail, Athena, the runs of audits, and the canary. */
final class AuditDeclarations {
  static final SettingDeclaration<String> TRAIL =
      SettingDeclaration.optional(
          "waybill.trail",
          AwsNames.TRAIL,
          "caa304-data-events",
          "CloudTrail trail that records data events.");
  static final SettingDeclaration<String> ATHENA_WORKGROUP =
      SettingDeclaration.optional(
          "waybill.athena.workgroup",
          AwsNames.WORKGROUP,
          "caa304-audit",
          "Athena workgroup of the audit queries.");
  static final SettingDeclaration<String> ATHENA_DATABASE =
      SettingDeclaration.optional(
          "waybill.athena.database",
          AwsNames.DATABASE,
          "caa304_audit",
          "Athena database of the audit tables and views.");
  static final SettingDeclaration<String> ATHENA_RESULTS =
      SettingDeclaration.optional(
          "waybill.athena.results",
          AwsNames.S3_LOCATION,
          "s3://caa304-athena-results/",
          "Location of query results. Waybill also keeps the progress of audits, incidents "
              + "and undelivered alerts below it.");
  static final SettingDeclaration<Long> ATHENA_SCAN_LIMIT =
      SettingDeclaration.optional(
          "waybill.athena.scan-limit",
          Units.size(10 * Units.MIB, 1024 * 1024 * Units.GIB),
          "10GiB",
          "Bytes that one query may scan before Athena cancels it. Athena charges at least "
              + "10MiB for a query.");
  static final SettingDeclaration<Boolean> AUDIT_ENABLED =
      SettingDeclaration.optional(
          "waybill.audit.enabled", Units.BOOLEAN, "true", "Runs audits in the service.");
  static final SettingDeclaration<Duration> AUDIT_LOOK_BACK =
      SettingDeclaration.optional(
          "waybill.audit.look-back",
          Units.duration(Duration.ZERO, Duration.ofDays(7)),
          "3h",
          "Time before the end of the last run that the next run covers again, because "
              + "CloudTrail delivers late. A row that occurs in several runs is judged once.");
  static final SettingDeclaration<Duration> AUDIT_CATCH_UP =
      SettingDeclaration.optional(
          "waybill.audit.catch-up",
          Units.duration(Duration.ZERO, Duration.ofDays(30)),
          "3d",
          "Same as waybill.audit.look-back for the first run of a day. Must not be shorter.");
  static final SettingDeclaration<Duration> AUDIT_QUERY_TIMEOUT =
      SettingDeclaration.optional(
          "waybill.audit.query-timeout",
          Units.duration(Duration.ofSeconds(1), Duration.ofHours(12)),
          "15m",
          "Time after which a running query is stopped.");
  static final SettingDeclaration<Integer> AUDIT_CONCURRENT =
      SettingDeclaration.optional(
          "waybill.audit.concurrent", Units.integer(1, 20), "4", "Audits that run in parallel.");
  static final SettingDeclaration<Duration> CASE_WITHIN =
      SettingDeclaration.optional(
          "waybill.audit.case.within",
          Units.duration(Duration.ZERO, Duration.ofDays(7)),
          "24h",
          "Longest time between two incidents of one principal or address that belong to one case:"
              + " see docs/reference/audits.md. 0s makes no cases.");
  static final SettingDeclaration<List<String>> CASE_TRUSTED =
      SettingDeclaration.optional(
          "waybill.audit.case.trusted",
          CaseSettings.TYPE,
          SettingDeclaration.NONE,
          "Principals and addresses that open no case and tie no incidents, such as the role of"
              + " deployments or the address of an office.");
  static final SettingDeclaration<Duration> CLAIMS_EVERY =
      SettingDeclaration.optional(
          "waybill.claims.every",
          Units.duration(Duration.ZERO, Duration.ofMinutes(2)),
          "1m",
          "Time from one file of claims to the next. A replica claims each of its calls to AWS, so"
              + " that the audit PL-07 finds the calls that others make with the service's role. 0s"
              + " claims none and switches PL-07 off.");
  static final SettingDeclaration<Duration> CANARY_EVERY =
      SettingDeclaration.optional(
          "waybill.canary.every",
          Units.duration(Duration.ZERO, Duration.ofDays(7)),
          "1h",
          "Time from one canary to the next. 0s sends none.");
  static final SettingDeclaration<Duration> CANARY_SEALED_WITHIN =
      SettingDeclaration.optional(
          "waybill.canary.sealed-within",
          Units.duration(Duration.ofSeconds(1), Duration.ofHours(12)),
          "2m",
          "Time limit from the upload of a canary to its sealed record.");
  static final SettingDeclaration<Duration> CANARY_LOGGED_WITHIN =
      SettingDeclaration.optional(
          "waybill.canary.logged-within",
          Units.duration(Duration.ofSeconds(1), Duration.ofHours(12)),
          "20m",
          "Time limit from the upload of a canary to its event in the log bucket. CloudTrail "
              + "usually delivers within 5 minutes and promises 15.");
  static final SettingDeclaration<Duration> CANARY_KEPT =
      SettingDeclaration.optional(
          "waybill.canary.kept",
          Units.duration(Duration.ofDays(1), Duration.ofDays(3650)),
          "7d",
          "Time that the raw bucket keeps a canary, in whole days.");

  private AuditDeclarations() {}

  /** Returns the sections of the settings reference that this class declares. */
  static List<SettingGroup> groups() {
    return List.of(
        SettingGroup.of(
            "Audits",
            TRAIL,
            ATHENA_WORKGROUP,
            ATHENA_DATABASE,
            ATHENA_RESULTS,
            ATHENA_SCAN_LIMIT,
            AUDIT_ENABLED,
            AUDIT_LOOK_BACK,
            AUDIT_CATCH_UP,
            AUDIT_QUERY_TIMEOUT,
            AUDIT_CONCURRENT,
            CASE_WITHIN,
            CASE_TRUSTED,
            CLAIMS_EVERY),
        SettingGroup.of(
            "Canary", CANARY_EVERY, CANARY_SEALED_WITHIN, CANARY_LOGGED_WITHIN, CANARY_KEPT));
  }
}
