package dev.waybill.app;

import dev.waybill.alert.OpenIncidents;
import dev.waybill.alert.Report;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.Queue;
import dev.waybill.aws.RawObjects;
import dev.waybill.aws.RecordArchive;
import dev.waybill.aws.S3LogStore;
import dev.waybill.aws.S3VersionPages;
import dev.waybill.aws.SqsTileQueue;
import dev.waybill.fixity.DrilledObjects;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.examine.AuthenticatedEntries;
import dev.waybill.fixity.examine.SealSearch;
import dev.waybill.fixity.examine.TouchedObjects;
import dev.waybill.fixity.plan.DrillResults;
import dev.waybill.fixity.plan.FixityPlanner;
import dev.waybill.fixity.plan.FixityPrices;
import dev.waybill.fixity.plan.FixityStateStore;
import dev.waybill.fixity.plan.LoadGate;
import dev.waybill.fixity.plan.OpenFinding;
import dev.waybill.fixity.plan.PlannerStatus;
import dev.waybill.fixity.plan.PlannerTask;
import dev.waybill.fixity.report.CycleStatements;
import dev.waybill.fixity.result.ResultStore;
import dev.waybill.fixity.shape.GlanceDefects;
import dev.waybill.fixity.shape.GlanceTask;
import dev.waybill.fixity.shape.RecordedCopies;
import dev.waybill.fixity.shape.ScopePages;
import dev.waybill.fixity.shape.ScopeScans;
import dev.waybill.fixity.shape.ShapeScan;
import dev.waybill.fixity.shape.SuspectExamination;
import dev.waybill.fixity.watch.WatchList;
import dev.waybill.fixity.work.TileWorker;
import dev.waybill.ops.FixityMeters;
import dev.waybill.provenance.RetentionRenewal;
import dev.waybill.provenance.SealedRecords;
import dev.waybill.record.log.LogEntry;
import dev.waybill.settings.FixitySettings;
import dev.waybill.settings.RawSettings;
import dev.waybill.settings.Settings;
import dev.waybill.startup.LogIdentity;
import dev.waybill.startup.StartupContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Parts of a re-verification that is switched on. */
final class FixityBeans implements AutoCloseable {
  private static final int GLANCE_CALLS = 4;

  private final Clock clock = Clock.systemUTC();
  private final Settings settings;
  private final FixitySettings fixity;
  private final StartupContext found;
  private final FixityMeters meters;
  private final FixityReaders readers;
  private final FixityPrices prices;
  private final LoadGate gate;
  private final Queue queue;
  private final SqsClient sqs;
  private final WatchList watch;
  private final DrilledObjects drilled;

  /**
   * @param queue the queue of re-verification
   * @param wait time that the last notification has waited; empty when none was received lately
   * @param renewal renews the retention of evidence that is read
   */
  FixityBeans(
      AwsClients aws,
      Settings settings,
      StartupContext found,
      LogIdentity identity,
      Queue queue,
      Supplier<Optional<Duration>> wait,
      RetentionRenewal renewal,
      FixityMeters meters) {
    this.settings = settings;
    drilled = new DrilledObjects(settings.scopes());
    this.found = found;
    this.meters = meters;
    this.queue = queue;
    fixity = settings.fixity();
    prices = FixityRate.prices(aws);
    FixityRate rate =
        FixityRate.ofReplica(aws, settings, found.queues().source(), queue, wait, clock);
    gate = rate.gate();
    readers =
        new FixityReaders(
            aws,
            settings,
            found.verifier(),
            found.kmsKey(),
            identity.keys().keys(),
            rate.pace(),
            renewal,
            null,
            clock);
    sqs = aws.sqs();
    watch = new WatchList(readers.store());
  }

  /** Returns the worker, which takes ranges from the queue. */
  TileWorker worker() {
    return new TileWorker(
        readers.entries(), readers::resume, new ResultStore(readers.store()), meters::examined);
  }

  /**
   * Returns the planner.
   *
   * @param log receives the entries of the statements of cycles
   * @param incidents the incidents that are open
   * @param listener receives the outcome of each run
   */
  PlannerTask planner(
      Consumer<LogEntry> log, OpenIncidents incidents, Consumer<PlannerStatus> listener) {
    Consumer<PlannerStatus> measured = meters::planned;
    S3LogStore store = readers.store();
    AuthenticatedEntries entries = readers.entries();
    ResultStore results = new ResultStore(store);
    FixityCycles cycles =
        new FixityCycles(
            fixity,
            entries,
            new CycleStatements(
                store,
                settings.provenance().bucket(),
                Pipeline.BY,
                found.key()::seal,
                found.verifier(),
                log));
    return new PlannerTask(
        reports ->
            new FixityPlanner(
                new FixityStateStore(store),
                new FixityPlanner.Ports(
                    entries,
                    results::read,
                    new SqsTileQueue(sqs, queue.url()),
                    prices,
                    settings.provenance().bucket(),
                    () -> findings(incidents),
                    watch::all,
                    reports,
                    new DrillResults(drilled, settings.provenance().bucket(), watch, reports)),
                cycles,
                cycles,
                gate),
        measured.andThen(listener),
        clock);
  }

  private static List<OpenFinding> findings(OpenIncidents incidents) {
    return incidents.active().stream().map(it -> new OpenFinding(it.rule(), it.uid())).toList();
  }

  /** Returns the glance at the buckets of all scopes. */
  GlanceTask glance() {
    SealedRecords records =
        new SealedRecords(new RecordArchive(readers.s3(), settings.provenance()), found.verifier());
    return new GlanceTask(
        new ScopeScans(settings.scopes().all().stream().map(this::scan).toList()),
        new SuspectExamination(
            this::examine,
            new RecordedCopies(new RawObjects(readers.s3()), records, settings.scopes())),
        new GlanceDefects(
            this::examine,
            watch,
            new FixityFindings(settings.provenance().bucket(), drilled, readers::entry)),
        meters::glanced,
        clock);
  }

  private ShapeScan scan(RawSettings scope) {
    return new ShapeScan(
        ScopePages.of(scope, bucket -> new S3VersionPages(readers.s3(), bucket)),
        readers.entries(),
        scope,
        Path.of(System.getProperty("java.io.tmpdir")),
        GLANCE_CALLS,
        clock);
  }

  /**
   * Returns the examiner of objects that somebody else touched.
   *
   * @param reports receives the findings; never throws and does not block
   */
  TouchedObjects touched(Consumer<Report> reports) {
    return new TouchedObjects(
        seals(),
        seal -> readers.examiner().examine(seal.index(), seal.entry()),
        new TouchedFindings(settings.provenance().bucket()),
        watch,
        reports,
        clock);
  }

  /** Returns the search for entries by the key of an object. */
  SealSearch seals() {
    return readers.seals(settings, found.verifier());
  }

  /** Returns the store of the provenance bucket. */
  S3LogStore store() {
    return readers.store();
  }

  private Examination examine(long index) throws InterruptedException {
    return readers.examiner().examine(index, readers.entry(index));
  }

  @Override
  public void close() {
    readers.close();
  }
}
