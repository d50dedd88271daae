package dev.waybill.app;

import dev.waybill.audit.catalog.WindowedSql;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.S3LogStore;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.ReconcileService;
import dev.waybill.fixity.examine.AuthenticatedEntries;
import dev.waybill.reconcile.Reconciler;
import dev.waybill.reconcile.report.ReconcileReport;
import dev.waybill.reconcile.source.QueriedEvents;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.Settings;
import dev.waybill.verify.log.LogTrust;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Command {@code waybill reconcile}. */
final class ReconcileRun implements ReconcileService {
  private final Function<Settings, AwsClients> clients;
  private final Clock clock;
  private final UnaryOperator<Instant> published;

  /**
   * @param clients creates the clients of one command, which are closed after it
   */
  ReconcileRun(Function<Settings, AwsClients> clients) {
    this(clients, Clock.systemUTC(), UnaryOperator.identity());
  }

  /**
   * @param clock clock of the listings and of the window of events
   * @param published maps the time of the log's newest checkpoint to that clock
   */
  ReconcileRun(
      Function<Settings, AwsClients> clients, Clock clock, UnaryOperator<Instant> published) {
    this.clients = clients;
    this.clock = clock;
    this.published = published;
  }

  @Override
  public ReconcileReport reconcile(Path home, LoadedSettings loaded, Duration since)
      throws InterruptedException {
    Settings settings = loaded.settings();
    if (!settings.recordLog().enabled()) {
      throw CommandException.usage(
          "waybill.record-log.enabled: without the log of records there is nothing to compare"
              + " with; set it to true");
    }
    WindowedSql query = query(home);
    try (AwsClients aws = clients.apply(settings)) {
      aws.identity();
      try (S3LogStore store = new S3LogStore(aws.s3(), settings.provenance())) {
        LogTrust trust = LogTrust.of(settings.recordLog(), store);
        AuthenticatedEntries log =
            FixityReaders.entries(store, settings, trust.keys(), Clock.systemUTC());
        ReconcileInputs inputs = new ReconcileInputs(aws, settings, query, clock);
        return new ReconcileReport(
            settings.raw().bucket(),
            new Reconciler(inputs.policy(), Path.of(System.getProperty("java.io.tmpdir")))
                .run(inputs.sources(log, () -> published.apply(log.publishedAt()), since)));
      }
    }
  }

  private static WindowedSql query(Path home) {
    try {
      return QueriedEvents.query(home);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()), e);
    }
  }
}
