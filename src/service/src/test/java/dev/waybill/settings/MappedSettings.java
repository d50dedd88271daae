package dev.waybill.settings;

import static java.util.Objects.requireNonNull;

import dev.waybill.settings.ClusterSettings.Election;
import dev.waybill.settings.ProvenanceSettings.RetentionMode;
import dev.waybill.settings.SinkSettings.Tls;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every declared setting with a value that is not its default. */
final class MappedSettings {
  private static final String HOST = "waybill.alert.mail.host";
  private static final String PASSWORD = "waybill.alert.mail.password";

  private MappedSettings() {}

  static List<MappedSetting> all() {
    return Stream.of(
            storage(),
            processing(),
            recordLog(),
            fixity(),
            backfill(),
            drill(),
            reconcile(),
            Stream.of(days("waybill.trail.every", 1, it -> it.digestChain().every())),
            service(),
            audit(),
            alert(),
            sinks(),
            mail())
        .flatMap(Function.identity())
        .toList();
  }

  private static Stream<MappedSetting> storage() {
    return Stream.of(
        text("waybill.raw.bucket", "other-raw", it -> it.raw().bucket()),
        text("waybill.raw.incoming", "in/", it -> it.raw().incoming()),
        text("waybill.raw.processed", "done/", it -> it.raw().processed()),
        text("waybill.raw.test", "canary/", it -> it.raw().test()),
        MappedSetting.of(
            "waybill.raw.temporary",
            "*.up, staging/",
            new TemporaryNames(List.of("*.up", "staging/")),
            it -> it.raw().temporary()),
        MappedSetting.of(
            "waybill.raw.exclusions",
            "reports/, *.log",
            new ExcludedKeys(List.of("reports/", "*.log")),
            it -> it.raw().excluded()),
        text("waybill.raw.destination-bucket", "other-done", it -> it.raw().destinationBucket()),
        text("waybill.raw.break-glass", "rescuer", it -> it.raw().breakGlass()),
        days("waybill.raw.retention", 3, MappedSettings::retention),
        MappedSetting.of(
                "waybill.raw.retention-mode",
                "COMPLIANCE",
                RetentionMode.COMPLIANCE,
                it -> requireNonNull(it.raw().retention()).mode())
            .with("waybill.raw.retention", "1d"),
        text("waybill.provenance.bucket", "other-records", it -> it.provenance().bucket()),
        days("waybill.provenance.retention", 2, it -> it.provenance().retention()),
        days("waybill.provenance.renew-before", 3, it -> it.provenance().renewBefore()),
        MappedSetting.of(
            "waybill.provenance.retention-mode",
            "COMPLIANCE",
            RetentionMode.COMPLIANCE,
            it -> it.provenance().mode()),
        text("waybill.log.bucket", "other-log", Settings::logBucket),
        text("waybill.kms.key", "alias/other", Settings::kmsKey),
        flag("waybill.kms.require", false, Settings::requireKms));
  }

  private static Duration retention(Settings settings) {
    PromotedRetention retention = settings.raw().retention();
    return retention == null ? Duration.ZERO : retention.time();
  }

  private static Stream<MappedSetting> processing() {
    return Stream.of(
        text("waybill.queue", "other", it -> it.queue().name()),
        text("waybill.dead-letter-queue", "other-dead", it -> it.queue().deadLetterName()),
        number("waybill.intake.in-flight", 65, it -> it.queue().inFlight()),
        number("waybill.intake.workers", 17, it -> it.queue().workers()),
        seconds("waybill.intake.visibility", 61, it -> it.queue().visibility()),
        seconds("waybill.intake.wait", 3, it -> it.queue().pollWait()),
        seconds("waybill.intake.denial-patience", 62, it -> it.queue().denialPatience()),
        MappedSetting.of("waybill.digest.mode", "server", true, it -> it.digest().byServer()),
        MappedSetting.of(
                "waybill.digest.server-prefixes",
                "in/logs/, in/images/",
                List.of("in/logs/", "in/images/"),
                it -> it.digest().prefixes())
            .with("waybill.raw.incoming", "in/"),
        MappedSetting.of(
            "waybill.digest.chunks-above", "1GiB", 1L << 30, it -> it.digest().chunks().above()),
        MappedSetting.of(
            "waybill.promotion.single-copy-limit",
            "1GiB",
            1L << 30,
            it -> it.promotion().singleCopyLimit()),
        MappedSetting.of(
            "waybill.promotion.part-size", "8MiB", 8L << 20, it -> it.promotion().partSize()),
        number("waybill.promotion.parallel-parts", 9, it -> it.promotion().parallelParts()));
  }

  private static Stream<MappedSetting> recordLog() {
    return Stream.of(
        flag("waybill.record-log.enabled", false, it -> it.recordLog().enabled()),
        text("waybill.record-log.origin", "example.org/records", it -> it.recordLog().origin()),
        MappedSetting.path("waybill.record-log.keys", "other.keys", it -> it.recordLog().keys()),
        MappedSetting.path("waybill.record-log.policy", "witnesses", it -> it.recordLog().policy()),
        seconds("waybill.record-log.sequence-every", 5, it -> it.recordLog().sequenceEvery()),
        seconds("waybill.record-log.witness-interval", 11, it -> it.recordLog().witnessInterval()),
        seconds("waybill.record-log.anchor-every", 61, it -> it.recordLog().anchorEvery()),
        text(
            "waybill.record-log.timestamp-authority",
            "https://tsa.example.org/",
            it -> it.recordLog().timestampAuthority()),
        seconds("waybill.record-log.timestamp-every", 62, it -> it.recordLog().timestampEvery()),
        seconds("waybill.record-log.check-every", 59, it -> it.recordLog().checkEvery()),
        days("waybill.record-log.whole-check-within", 2, it -> it.recordLog().wholeCheckWithin()),
        days("waybill.record-log.listing-every", 3, it -> it.recordLog().listingEvery()));
  }

  private static Stream<MappedSetting> backfill() {
    return Stream.of(
        text("waybill.backfill.queue", "other-backfill", it -> it.backfill().queue()),
        number("waybill.backfill.versions-per-second", 7, it -> it.backfill().versionsPerSecond()),
        number("waybill.backfill.workers", 5, it -> it.backfill().workers()));
  }

  private static Stream<MappedSetting> fixity() {
    return Stream.of(
        flag("waybill.fixity.enabled", false, it -> it.fixity().enabled()),
        text("waybill.fixity.queue", "other-fixity", it -> it.fixity().queue()),
        days("waybill.fixity.every", 90, it -> it.fixity().every()),
        days("waybill.fixity.glance", 2, it -> it.fixity().glance()),
        MappedSetting.of(
            "waybill.fixity.budget.bytes-per-second",
            "20MiB",
            20L * 1024 * 1024,
            it -> it.fixity().bytesPerSecond()),
        number(
            "waybill.fixity.budget.requests-per-second", 51, it -> it.fixity().requestsPerSecond()),
        number("waybill.fixity.budget.dollars-per-day", 7, it -> it.fixity().dollarsPerDay()),
        number("waybill.fixity.workers", 5, it -> it.fixity().workers()),
        seconds("waybill.fixity.yield-after", 61, it -> it.fixity().yieldAfter()));
  }

  private static Stream<MappedSetting> drill() {
    return Stream.of(
        days("waybill.drill.every", 2, it -> it.drill().every()),
        days("waybill.drill.within", 3, it -> it.drill().within()),
        text(
            "waybill.drill.kms-key",
            "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555",
            it -> it.drill().kmsKey()));
  }

  private static Stream<MappedSetting> reconcile() {
    return Stream.of(
        days("waybill.reconcile.every", 2, it -> it.reconcile().every()),
        days("waybill.reconcile.since", 8, it -> it.reconcile().since()),
        text(
                "waybill.reconcile.inventory",
                "s3://reports/inv/other-raw/daily",
                it -> it.reconcile().inventory())
            .with("waybill.raw.bucket", "other-raw"),
        days("waybill.reconcile.inventory-max-age", 9, it -> it.reconcile().inventoryMaxAge()));
  }

  private static Stream<MappedSetting> service() {
    return Stream.of(
        text("waybill.aws.bucket-owner", "123456789012", Settings::bucketOwner),
        MappedSetting.of(
            "waybill.signing.key",
            "awskms:///alias/other",
            new KmsSigning("alias/other", false),
            it -> it.signing().kms()),
        MappedSetting.path("waybill.signing.keystore", "other.p12", it -> it.signing().keystore()),
        MappedSetting.of(
            "waybill.signing.password",
            "correct horse",
            new Secret("correct horse"),
            it -> it.signing().password()),
        text("waybill.signing.alias", "other", it -> it.signing().alias()),
        MappedSetting.path("waybill.trust.keys", "trusted.keys", it -> it.signing().trustedKeys()),
        flag("waybill.identity.allow-long-lived", true, Settings::allowLongLived),
        text("waybill.service.role", "other", Settings::serviceRole),
        MappedSetting.of(
            "waybill.cluster.election", "file", Election.FILE, it -> it.cluster().election()),
        MappedSetting.path("waybill.cluster.folder", "shared", it -> it.cluster().folder()),
        text("waybill.cluster.lease", "other", it -> it.cluster().lease()),
        MappedSetting.of(
            "waybill.cluster.work",
            "fixity, backfill",
            Set.of(ReplicaWork.FIXITY, ReplicaWork.BACKFILL),
            it -> it.cluster().work()),
        text("waybill.management.host", "127.0.0.2", Settings::managementHost),
        number("waybill.management.port", 8081, Settings::managementPort),
        flag("waybill.status.enabled", false, it -> it.status().enabled()),
        flag("waybill.status.names", true, it -> it.status().names()),
        MappedSetting.of("waybill.log.format", "json", LogFormat.JSON, Settings::logFormat),
        seconds("waybill.shutdown.timeout", 9, Settings::shutdownTimeout));
  }

  private static Stream<MappedSetting> audit() {
    return Stream.of(
        text("waybill.trail", "other-trail", it -> it.audit().trail()),
        text("waybill.athena.workgroup", "other", it -> it.audit().workgroup()),
        text("waybill.athena.database", "other", it -> it.audit().database()),
        text("waybill.athena.results", "s3://other/results/", it -> it.audit().results()),
        MappedSetting.of(
            "waybill.athena.scan-limit", "1GiB", 1L << 30, it -> it.audit().scanLimit()),
        flag("waybill.audit.enabled", false, it -> it.auditRuns().enabled()),
        seconds("waybill.audit.look-back", 7, it -> it.auditRuns().lookBack()),
        seconds("waybill.claims.every", 7, it -> it.auditRuns().claimsEvery()),
        days("waybill.audit.catch-up", 4, it -> it.auditRuns().catchUp()),
        seconds("waybill.audit.query-timeout", 5, it -> it.auditRuns().queryTimeout()),
        number("waybill.audit.concurrent", 5, it -> it.auditRuns().concurrent()),
        seconds("waybill.audit.case.within", 3600, it -> it.auditRuns().cases().within()),
        MappedSetting.of(
            "waybill.audit.case.trusted",
            "arn:aws:iam::111122223333:role/deploy, 192.0.2.10",
            List.of("arn:aws:iam::111122223333:role/deploy", "192.0.2.10"),
            it -> it.auditRuns().cases().trusted()),
        seconds("waybill.canary.every", 8, it -> it.canary().every()),
        seconds("waybill.canary.sealed-within", 9, it -> it.canary().sealedWithin()),
        seconds("waybill.canary.logged-within", 10, it -> it.canary().loggedWithin()),
        days("waybill.canary.kept", 8, it -> it.canary().kept()));
  }

  private static Stream<MappedSetting> alert() {
    return Stream.of(
        MappedSetting.path("waybill.alerts.file", "alerts.jsonl", Settings::alertsFile),
        days("waybill.alert.repeat", 3, it -> it.incidents().repeat()),
        seconds("waybill.alert.gather", 61, it -> it.incidents().gather()),
        days("waybill.alert.quiet", 4, it -> it.incidents().quiet()),
        number("waybill.alert.storm", 101, it -> it.incidents().storm()),
        days("waybill.baseline.every", 2, it -> it.incidents().baselineEvery()));
  }

  private static Stream<MappedSetting> sinks() {
    return Stream.of(
        text(
            "waybill.alert.sns.topic",
            "arn:aws:sns:eu-central-1:123456789012:alerts",
            it -> it.sinks().snsTopic()),
        severity("sns"),
        text("waybill.alert.sqs.queue", "alerts.fifo", it -> it.sinks().sqsQueue()),
        severity("sqs"),
        text("waybill.alert.eventbridge.bus", "default", it -> it.sinks().eventBus()),
        severity("eventbridge"),
        text("waybill.alert.alertmanager.url", "http://h:9093", it -> it.sinks().alertmanager()),
        severity("alertmanager"),
        secret("waybill.alert.pagerduty.key", "k3y", MappedSettings::pagerDutyKey),
        secretFile("waybill.alert.pagerduty.key-file", MappedSettings::pagerDutyKey),
        text(
                "waybill.alert.pagerduty.url",
                "https://events.eu.pagerduty.com/v2/enqueue",
                it -> it.sinks().pagerDuty().url())
            .with("waybill.alert.pagerduty.key", "k3y"),
        severity("pagerduty"),
        secret("waybill.alert.slack.url", "https://hooks.example.org/x", it -> it.sinks().slack()),
        secretFile("waybill.alert.slack.url-file", it -> it.sinks().slack()),
        severity("slack"));
  }

  private static Stream<MappedSetting> mail() {
    Stream<MappedSetting> settings =
        Stream.of(
            text("waybill.alert.mail.host", "other.example.org", it -> it.sinks().mail().host()),
            number("waybill.alert.mail.port", 465, it -> it.sinks().mail().port()),
            MappedSetting.of(
                "waybill.alert.mail.tls", "implicit", Tls.IMPLICIT, it -> it.sinks().mail().tls()),
            text("waybill.alert.mail.user", "u", it -> it.sinks().mail().login().user()),
            secret(PASSWORD, "p4ss", MappedSettings::mailPassword),
            secretFile("waybill.alert.mail.password-file", MappedSettings::mailPassword)
                .without(PASSWORD),
            text("waybill.alert.mail.from", "other@example.org", it -> it.sinks().mail().from()),
            MappedSetting.of(
                "waybill.alert.mail.to",
                "b@example.org, c@example.org",
                List.of("b@example.org", "c@example.org"),
                it -> it.sinks().mail().to()),
            severity("mail"));
    Map<String, String> server =
        Map.of(
            HOST,
            "smtp.example.org",
            "waybill.alert.mail.user",
            "user",
            PASSWORD,
            "password",
            "waybill.alert.mail.from",
            "waybill@example.org",
            "waybill.alert.mail.to",
            "a@example.org");
    return settings.map(
        it ->
            new MappedSetting(
                it.key(), it.value(), it.expected(), it.place(), server, it.without()));
  }

  private static Object pagerDutyKey(Settings settings) {
    SinkSettings.PagerDuty pagerDuty = settings.sinks().pagerDuty();
    return pagerDuty == null ? "none" : pagerDuty.key();
  }

  private static Object mailPassword(Settings settings) {
    return settings.sinks().mail().login().password();
  }

  private static MappedSetting text(String key, String value, Function<Settings, Object> place) {
    return MappedSetting.of(key, value, value, place);
  }

  private static MappedSetting number(String key, int value, Function<Settings, Object> place) {
    return MappedSetting.of(key, String.valueOf(value), value, place);
  }

  private static MappedSetting flag(String key, boolean value, Function<Settings, Object> place) {
    return MappedSetting.of(key, String.valueOf(value), value, place);
  }

  private static MappedSetting seconds(String key, int value, Function<Settings, Object> place) {
    return MappedSetting.of(key, value + "s", Duration.ofSeconds(value), place);
  }

  private static MappedSetting days(String key, int value, Function<Settings, Object> place) {
    return MappedSetting.of(key, value + "d", Duration.ofDays(value), place);
  }

  private static MappedSetting severity(String sink) {
    String key = "waybill.alert." + sink + ".least";
    return MappedSetting.of(key, "critical", 5, it -> it.sinks().minSeverity().get(sink));
  }

  private static MappedSetting secret(String key, String value, Function<Settings, Object> place) {
    return MappedSetting.of(key, value, new Secret(value), place);
  }

  /** Maps a setting whose file holds {@code https://example.org/} and the file's name. */
  private static MappedSetting secretFile(String key, Function<Settings, Object> place) {
    String file = key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return MappedSetting.of(key, file, new Secret("https://example.org/" + file), place);
  }
}
