package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.S3LogStore;
import dev.waybill.fixity.examine.AuthenticatedEntries;
import dev.waybill.log.LogTask;
import dev.waybill.ops.ReconcileMeters;
import dev.waybill.reconcile.Reconciler;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.reconcile.daily.LastReconciliation;
import dev.waybill.reconcile.daily.ReconcileStatements;
import dev.waybill.reconcile.daily.ReconcileTask;
import dev.waybill.reconcile.daily.ReconcileTask.Outcome;
import dev.waybill.reconcile.source.QueriedEvents;
import dev.waybill.record.log.LogEntry;
import dev.waybill.settings.ReconcileSettings;
import dev.waybill.settings.Settings;
import dev.waybill.startup.LogIdentity;
import dev.waybill.startup.StartupContext;
import dev.waybill.status.CustodySource;
import dev.waybill.status.StatusSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wiring of reconciliation: the bean of the route 55-reconcile. */
final class ReconcileWiring implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReconcileWiring.class);
  private static final String BEAN = "reconciliation";

  private final StatusSource<Reconciliation> status;
  private final Runnable end;

  private ReconcileWiring(StatusSource<Reconciliation> status, Runnable end) {
    this.status = status;
    this.end = end;
  }

  /**
   * Binds the bean.
   *
   * @param log receives the entries of the statements
   */
  static ReconcileWiring bind(
      Main main,
      Path home,
      AwsClients aws,
      Settings settings,
      StartupContext found,
      Consumer<LogEntry> log,
      MeterRegistry meters) {
    LogIdentity identity = found.log();
    if (identity == null || settings.reconcile().every().isZero()) {
      main.bind(BEAN, (LogTask) List::of);
      return new ReconcileWiring(
          StatusSource.none("it is switched off (waybill.reconcile.every)"), () -> {});
    }
    List<String> left = ReconcileInputs.policy(settings).left();
    if (!left.isEmpty()) {
      LOG.warn(
          "reconciliation covers bucket={} only; scopes with objects in other buckets={}",
          settings.raw().bucket(),
          left);
    }
    Clock clock = Clock.systemUTC();
    ReconcileMeters gauges = new ReconcileMeters(meters, clock);
    S3LogStore store = new S3LogStore(aws.s3(), settings.provenance());
    AuthenticatedEntries entries =
        FixityReaders.entries(store, settings, identity.keys().keys(), clock);
    ReconcileInputs inputs =
        new ReconcileInputs(
            aws,
            settings,
            QueriedEvents.query(home),
            () -> LogFilesWiring.inspected(home, aws, settings),
            clock);
    ReconcileStatements statements =
        new ReconcileStatements(
            store,
            settings.provenance().bucket(),
            Pipeline.BY,
            found.key()::seal,
            found.verifier(),
            log);
    LastReconciliation last = new LastReconciliation(store, found.verifier(), clock);
    Consumer<Reconciliation> measured = gauges::reconciled;
    main.bind(
        BEAN,
        new ReconcileTask(
            () -> round(inputs, entries),
            statements,
            settings.raw().bucket(),
            measured.andThen(last::reconciled),
            clock));
    return new ReconcileWiring(
        new CustodySource(last, settings.reconcile().every(), clock), store::close);
  }

  /** The size is fixed first, so that the statement names the tree that was compared. */
  private static Outcome round(ReconcileInputs inputs, AuthenticatedEntries log)
      throws InterruptedException {
    LogSnapshot snapshot = new LogSnapshot(log, log.size());
    Instant published = log.publishedAt();
    var result =
        new Reconciler(inputs.policy(), Path.of(System.getProperty("java.io.tmpdir")))
            .run(inputs.sources(snapshot, () -> published, inputs.settings().reconcile().since()));
    return new Outcome(result, snapshot.size() == 0 ? null : log.checkpoint(snapshot.size()));
  }

  /** Returns the source of the status page. */
  StatusSource<Reconciliation> status() {
    return status;
  }

  /** Returns the schedule, for the placeholders of the route. */
  static Properties properties(ReconcileSettings settings) {
    Properties properties = new Properties();
    properties.setProperty(
        "waybill.reconcile.scheduled", Boolean.toString(!settings.every().isZero()));
    properties.setProperty(
        "waybill.reconcile.period", Long.toString(Math.max(1, settings.every().toMillis())));
    return properties;
  }

  @Override
  public void close() {
    end.run();
  }
}
