package dev.waybill.app;

import dev.waybill.audit.catalog.WindowedSql;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.S3LogStore;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.ReconcileRequest;
import dev.waybill.cli.ReconcileRequest.JoinEngine;
import dev.waybill.cli.ReconcileService;
import dev.waybill.fixity.examine.AuthenticatedEntries;
import dev.waybill.reconcile.Reconciler;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.reconcile.athena.ReconcileSql.Statement;
import dev.waybill.reconcile.athena.SqlReconciler.SqlLog;
import dev.waybill.reconcile.report.ReconcileReport;
import dev.waybill.reconcile.source.QueriedEvents;
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
  public ReconcileReport reconcile(ReconcileRequest request) throws InterruptedException {
    return with(
        request,
        (inputs, store, log) ->
            new ReconcileReport(
                inputs.settings().raw().bucket(),
                request.engine() == JoinEngine.ATHENA
                    ? ReconcileBySql.of(inputs, store, request.home()).judge(request, log)
                    : inProcess(inputs, log, request.since()),
                inputs.policy().left()));
  }

  @Override
  public String statement(ReconcileRequest request, Statement statement)
      throws InterruptedException {
    return with(
        request,
        (inputs, store, log) ->
            ReconcileBySql.of(inputs, store, request.home()).statement(request, log, statement));
  }

  /** Work with the clients of one command. */
  private interface Work<T> {
    T run(ReconcileInputs inputs, S3LogStore store, SqlLog log) throws InterruptedException;
  }

  private <T> T with(ReconcileRequest request, Work<T> work) throws InterruptedException {
    Settings settings = request.settings().settings();
    if (request.engine() == JoinEngine.ATHENA && !isOfOnePlace(settings)) {
      throw CommandException.usage(
          "--engine athena reconciles a single scope in one bucket and without"
              + " waybill.raw.exclusions, and the settings have the scopes "
              + settings.scopes().names()
              + "; leave --engine out");
    }
    if (!settings.recordLog().enabled()) {
      throw CommandException.usage(
          "waybill.record-log.enabled: without the log of records there is nothing to compare"
              + " with; set it to true");
    }
    WindowedSql query = query(request.home());
    try (AwsClients aws = clients.apply(settings)) {
      aws.identity();
      try (S3LogStore store = new S3LogStore(aws.s3(), settings.provenance())) {
        LogTrust trust = LogTrust.of(settings.recordLog(), store);
        AuthenticatedEntries log =
            FixityReaders.entries(store, settings, trust.keys(), Clock.systemUTC());
        return work.run(
            new ReconcileInputs(
                aws,
                settings,
                query,
                () -> LogFilesWiring.inspected(request.home(), aws, settings),
                clock),
            store,
            new SqlLog(log, () -> published.apply(log.publishedAt())));
      }
    }
  }

  private static Reconciliation inProcess(ReconcileInputs inputs, SqlLog log, Duration since)
      throws InterruptedException {
    return new Reconciler(inputs.policy(), Path.of(System.getProperty("java.io.tmpdir")))
        .run(inputs.sources(log.entries(), log.published(), since));
  }

  /** The statements of sql/reconcile know one incoming and one processed prefix. */
  private static boolean isOfOnePlace(Settings settings) {
    return settings.scopes().isSingle()
        && !settings.raw().isAcrossBuckets()
        && settings.raw().excluded().patterns().isEmpty();
  }

  private static WindowedSql query(Path home) {
    try {
      return QueriedEvents.query(home);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()), e);
    }
  }
}
