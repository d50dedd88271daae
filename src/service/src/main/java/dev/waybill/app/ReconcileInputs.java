package dev.waybill.app;

import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.WindowedSql;
import dev.waybill.audit.run.InspectedLogs;
import dev.waybill.aws.AthenaQueries;
import dev.waybill.aws.AthenaTrail;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.S3VersionPages;
import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.shape.VersionListing;
import dev.waybill.reconcile.ReconcilePolicy;
import dev.waybill.reconcile.ReconcilePolicy.Expiration;
import dev.waybill.reconcile.ReconcileSources;
import dev.waybill.reconcile.source.ListedVersions;
import dev.waybill.reconcile.source.LoggedSeals;
import dev.waybill.reconcile.source.QueriedEvents;
import dev.waybill.record.log.EntryKind;
import dev.waybill.settings.RawSettings;
import dev.waybill.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;

/**
 * Sources and rules of a reconciliation: what the command and the service have in common.
 *
 * @param aws clients
 * @param settings the settings
 * @param query query of the events
 * @param logFiles returns the log files as they were last inspected
 * @param clock clock of the listings and of the window of events
 */
record ReconcileInputs(
    AwsClients aws,
    Settings settings,
    WindowedSql query,
    Supplier<InspectedLogs> logFiles,
    Clock clock) {
  private static final int LISTING_CALLS = 4;

  /** Prefix of canaries below the prefix of tests, as the baseline's lifecycle rule has it. */
  private static final String CANARIES = "canary/";

  ReconcilePolicy policy() {
    return policy(settings);
  }

  static ReconcilePolicy policy(Settings settings) {
    RawSettings raw = settings.raw();
    return new ReconcilePolicy(
        raw,
        settings.scopes(),
        List.of(
            new Expiration(raw.test() + CANARIES, settings.canary().kept()),
            new Expiration(raw.drills(), settings.canary().kept())));
  }

  /**
   * Returns the sources.
   *
   * @param log entries of the log
   * @param published returns the time of the log's newest checkpoint
   * @param since span of events up to now
   */
  ReconcileSources sources(LoggedEntries log, Supplier<Instant> published, Duration since) {
    LoggedSeals seals = new LoggedSeals(log, settings.raw().bucket(), published);
    String records = EntryKind.SEAL.prefix();
    return new ReconcileSources(
        InventoryWiring.there(aws, settings.reconcile(), listed(seals), clock),
        seals,
        rows -> events(since).read(rows),
        new ListedVersions(
            listing(settings.provenance().bucket()),
            settings.provenance().bucket(),
            records,
            () -> seals.recordKeys(records),
            clock));
  }

  private ListedVersions listed(LoggedSeals seals) {
    String bucket = settings.raw().bucket();
    return new ListedVersions(listing(bucket), bucket, "", seals::rawKeys, clock);
  }

  private VersionListing listing(String bucket) {
    return new VersionListing(new S3VersionPages(aws.s3(), bucket), LISTING_CALLS);
  }

  /** The window ends when the events are asked for, which is after the listing. */
  private QueriedEvents events(Duration since) {
    Window window = Window.last(since, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    AthenaTrail trail =
        new AthenaTrail(
            new AthenaQueries(aws.athena(), settings.audit()), settings.auditRuns().queryTimeout());
    InspectedLogs files = logFiles.get();
    return new QueriedEvents(
        (sql, rows) -> trail.ask(files.readable(sql, window), rows),
        query,
        window,
        AuditWiring.deployment(aws, settings, null),
        () -> files.unread(window));
  }
}
