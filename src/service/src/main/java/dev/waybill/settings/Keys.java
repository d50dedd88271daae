package dev.waybill.settings;

import dev.waybill.settings.ProvenanceSettings.RetentionMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every key there is, with its default. {@code config/application.properties} documents them. */
final class Keys {
  static final Key<String> RAW_BUCKET =
      Key.of("waybill.raw.bucket", "caa304-raw-data", AwsNames::bucket);
  static final Key<String> RAW_INCOMING =
      Key.of("waybill.raw.incoming", "incoming/", AwsNames::prefix);
  static final Key<String> RAW_PROCESSED =
      Key.of("waybill.raw.processed", "processed/", AwsNames::prefix);
  static final Key<String> RAW_TEST = Key.of("waybill.raw.test", "test/", AwsNames::prefix);
  static final Key<String> PROVENANCE_BUCKET =
      Key.of("waybill.provenance.bucket", "caa304-provenance", AwsNames::bucket);
  static final Key<Duration> PROVENANCE_RETENTION =
      Key.of("waybill.provenance.retention", "365d", within(Duration.ZERO, Duration.ofDays(36500)));
  static final Key<RetentionMode> PROVENANCE_RETENTION_MODE =
      Key.of("waybill.provenance.retention-mode", "GOVERNANCE", Keys::retentionMode);
  static final Key<String> LOG_BUCKET =
      Key.of("waybill.log.bucket", "caa304-cloudtrail-log", AwsNames::bucket);
  static final Key<String> QUEUE =
      Key.of("waybill.queue", "caa304-raw-data-events", AwsNames::queue);
  static final Key<String> DEAD_LETTER_QUEUE =
      Key.of("waybill.dead-letter-queue", "caa304-raw-data-events-dlq", AwsNames::queue);
  static final Key<Integer> IN_FLIGHT =
      Key.of("waybill.intake.in-flight", "64", Units.integer(10, 120_000));
  static final Key<Integer> WORKERS =
      Key.of("waybill.intake.workers", "16", Units.integer(1, 1000));
  static final Key<Duration> VISIBILITY =
      Key.of(
          "waybill.intake.visibility", "2m", within(Duration.ofSeconds(5), Duration.ofHours(12)));
  static final Key<Duration> POLL_WAIT =
      Key.of("waybill.intake.wait", "20s", within(Duration.ZERO, Duration.ofSeconds(20)));
  static final Key<Boolean> DIGEST_BY_SERVER =
      Key.of("waybill.digest.mode", "both", Keys::digestByServer);
  static final Key<List<String>> DIGEST_PREFIXES =
      Key.of("waybill.digest.server-prefixes", "all", DigestSettings::prefixes);
  static final Key<Long> SINGLE_COPY_LIMIT =
      Key.of("waybill.promotion.single-copy-limit", "5GiB", Units.size(1, 5 * Units.GIB));
  static final Key<Long> PART_SIZE =
      Key.of("waybill.promotion.part-size", "256MiB", Units.size(5 * Units.MIB, 5 * Units.GIB));
  static final Key<Integer> PARALLEL_PARTS =
      Key.of("waybill.promotion.parallel-parts", "8", Units.integer(1, 1000));
  static final Key<String> KMS_KEY =
      Key.of("waybill.kms.key", "alias/caa304-raw-data", AwsNames::kmsKey);
  static final Key<Boolean> KMS_REQUIRE = Key.of("waybill.kms.require", "true", Units::bool);
  static final Key<Path> KEYSTORE = Key.required("waybill.signing.keystore", Units::path);
  static final Key<Secret> KEYSTORE_PASSWORD = Key.secret("waybill.signing.password");
  static final Key<String> KEY_ALIAS = Key.required("waybill.signing.alias", Function.identity());
  static final Key<Boolean> DIRECT = Key.of("waybill.aws.direct", "true", Units::bool);
  static final Key<Boolean> ALLOW_LONG_LIVED =
      Key.of("waybill.identity.allow-long-lived", "false", Units::bool);
  static final Key<String> TRAIL = Key.of("waybill.trail", "caa304-data-events", AwsNames::trail);
  static final Key<String> ATHENA_WORKGROUP =
      Key.of("waybill.athena.workgroup", "caa304-audit", AwsNames::workgroup);
  static final Key<String> ATHENA_DATABASE =
      Key.of("waybill.athena.database", "caa304_audit", AwsNames::database);
  static final Key<String> ATHENA_RESULTS =
      Key.of("waybill.athena.results", "s3://caa304-athena-results/", AwsNames::location);
  static final Key<Long> ATHENA_SCAN_LIMIT =
      Key.of(
          "waybill.athena.scan-limit",
          "10GiB",
          Units.size(10 * Units.MIB, 1024 * 1024 * Units.GIB));
  static final Key<Boolean> AUDIT_ENABLED = Key.of("waybill.audit.enabled", "true", Units::bool);
  static final Key<Duration> AUDIT_LOOK_BACK =
      Key.of("waybill.audit.look-back", "3h", within(Duration.ZERO, Duration.ofDays(7)));
  static final Key<Duration> AUDIT_CATCH_UP =
      Key.of("waybill.audit.catch-up", "3d", within(Duration.ZERO, Duration.ofDays(30)));
  static final Key<Duration> AUDIT_QUERY_TIMEOUT =
      Key.of(
          "waybill.audit.query-timeout",
          "15m",
          within(Duration.ofSeconds(1), Duration.ofHours(12)));
  static final Key<Integer> AUDIT_CONCURRENT =
      Key.of("waybill.audit.concurrent", "4", Units.integer(1, 20));
  static final Key<String> CLUSTER_ELECTION =
      Key.of("waybill.cluster.election", "auto", Keys::election);
  static final Key<Path> CLUSTER_FOLDER = Key.of("waybill.cluster.folder", "cluster", Units::path);
  static final Key<String> CLUSTER_LEASE =
      Key.of("waybill.cluster.lease", "waybill", AwsNames::lease);
  static final Key<String> SERVICE_ROLE = Key.of("waybill.service.role", "waybill", AwsNames::role);
  static final Key<Duration> CANARY_EVERY =
      Key.of("waybill.canary.every", "1h", within(Duration.ZERO, Duration.ofDays(7)));
  static final Key<Duration> CANARY_SEALED_WITHIN =
      Key.of(
          "waybill.canary.sealed-within",
          "2m",
          within(Duration.ofSeconds(1), Duration.ofHours(12)));
  static final Key<Duration> CANARY_LOGGED_WITHIN =
      Key.of(
          "waybill.canary.logged-within",
          "20m",
          within(Duration.ofSeconds(1), Duration.ofHours(12)));
  static final Key<Duration> CANARY_KEPT =
      Key.of("waybill.canary.kept", "7d", within(Duration.ofDays(1), Duration.ofDays(3650)));
  static final Key<String> ALERTS_FILE =
      Key.of("waybill.alerts.file", "none", text -> Units.path(text).toString());
  static final Key<Duration> ALERT_REPEAT =
      Key.of("waybill.alert.repeat", "24h", within(Duration.ofMinutes(1), Duration.ofDays(30)));
  static final Key<Duration> ALERT_QUIET =
      Key.of("waybill.alert.quiet", "36h", within(Duration.ofMinutes(1), Duration.ofDays(14)));
  static final Key<Integer> ALERT_STORM =
      Key.of("waybill.alert.storm", "100", Units.integer(1, 100_000));
  static final Key<Duration> BASELINE_EVERY =
      Key.of("waybill.baseline.every", "1d", within(Duration.ZERO, Duration.ofDays(7)));
  static final Key<String> MANAGEMENT_HOST =
      Key.of("waybill.management.host", "0.0.0.0", AwsNames::host);
  static final Key<Integer> MANAGEMENT_PORT =
      Key.of("waybill.management.port", "8080", Units.integer(0, 65535));
  static final Key<Duration> SHUTDOWN_TIMEOUT =
      Key.of(
          "waybill.shutdown.timeout", "25s", within(Duration.ofSeconds(1), Duration.ofHours(12)));

  private static final List<Key<?>> ALL =
      List.of(
          RAW_BUCKET,
          RAW_INCOMING,
          RAW_PROCESSED,
          RAW_TEST,
          PROVENANCE_BUCKET,
          PROVENANCE_RETENTION,
          PROVENANCE_RETENTION_MODE,
          LOG_BUCKET,
          QUEUE,
          DEAD_LETTER_QUEUE,
          IN_FLIGHT,
          WORKERS,
          VISIBILITY,
          POLL_WAIT,
          DIGEST_BY_SERVER,
          DIGEST_PREFIXES,
          SINGLE_COPY_LIMIT,
          PART_SIZE,
          PARALLEL_PARTS,
          KMS_KEY,
          KMS_REQUIRE,
          KEYSTORE,
          KEYSTORE_PASSWORD,
          KEY_ALIAS,
          DIRECT,
          ALLOW_LONG_LIVED,
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
          CLUSTER_ELECTION,
          CLUSTER_FOLDER,
          CLUSTER_LEASE,
          SERVICE_ROLE,
          CANARY_EVERY,
          CANARY_SEALED_WITHIN,
          CANARY_LOGGED_WITHIN,
          CANARY_KEPT,
          ALERTS_FILE,
          ALERT_REPEAT,
          ALERT_QUIET,
          ALERT_STORM,
          BASELINE_EVERY,
          MANAGEMENT_HOST,
          MANAGEMENT_PORT,
          SHUTDOWN_TIMEOUT);

  private Keys() {}

  static List<Key<?>> all() {
    return Stream.of(ALL, SinkKeys.all()).flatMap(List::stream).toList();
  }

  private static Function<String, Duration> within(Duration least, Duration most) {
    return Units.duration(least, most);
  }

  private static boolean digestByServer(String text) {
    if (!List.of("both", "server").contains(text)) {
      throw new IllegalArgumentException("both or server");
    }
    return text.equals("server");
  }

  private static String election(String text) {
    if (!List.of("auto", "none", "file", "kubernetes").contains(text)) {
      throw new IllegalArgumentException("auto, none, file or kubernetes");
    }
    return text;
  }

  private static RetentionMode retentionMode(String text) {
    for (RetentionMode mode : RetentionMode.values()) {
      if (mode.name().equals(text)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("GOVERNANCE or COMPLIANCE");
  }
}
