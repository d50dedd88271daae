package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.Queue;
import dev.waybill.aws.RawObjects;
import dev.waybill.aws.RecordArchive;
import dev.waybill.aws.S3LogStore;
import dev.waybill.aws.S3VersionPages;
import dev.waybill.aws.SeparateS3;
import dev.waybill.aws.SqsTileQueue;
import dev.waybill.aws.fixity.S3ObjectReads;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.examine.AuthenticatedEntries;
import dev.waybill.fixity.examine.DatedPromise;
import dev.waybill.fixity.examine.EntryExaminer;
import dev.waybill.fixity.examine.PromotedPromise;
import dev.waybill.fixity.examine.TileExaminer;
import dev.waybill.fixity.plan.FixityPlanner;
import dev.waybill.fixity.plan.FixityPrices;
import dev.waybill.fixity.plan.FixityStateStore;
import dev.waybill.fixity.plan.LoadGate;
import dev.waybill.fixity.plan.PlannerTask;
import dev.waybill.fixity.report.CycleStatements;
import dev.waybill.fixity.result.ResultStore;
import dev.waybill.fixity.shape.GlanceTask;
import dev.waybill.fixity.shape.RecordedCopies;
import dev.waybill.fixity.shape.ShapeScan;
import dev.waybill.fixity.shape.SuspectExamination;
import dev.waybill.fixity.work.ByteRate;
import dev.waybill.fixity.work.TileWorker;
import dev.waybill.log.PendingWriter;
import dev.waybill.log.check.CheckpointTrust;
import dev.waybill.log.check.LogCheck;
import dev.waybill.log.check.VerifiedLogReader;
import dev.waybill.ops.FixityMeters;
import dev.waybill.provenance.SealedRecords;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.settings.FixitySettings;
import dev.waybill.settings.PromotedRetention;
import dev.waybill.settings.Settings;
import dev.waybill.startup.LogIdentity;
import dev.waybill.startup.StartupContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Parts of a re-verification that is switched on. */
final class FixityBeans implements AutoCloseable {
  /** Connections for the worker's reads besides those of the objects. */
  private static final int MARGIN = 4;

  /** Connections for reading again what seemed altered. */
  private static final int SECOND_CONNECTIONS = 4;

  private static final int GLANCE_CALLS = 4;

  private final Clock clock = Clock.systemUTC();
  private final Settings settings;
  private final FixitySettings fixity;
  private final StartupContext found;
  private final FixityMeters meters;
  private final SeparateS3 first;
  private final SeparateS3 second;
  private final S3LogStore store;
  private final AuthenticatedEntries entries;
  private final EntryExaminer examiner;
  private final TileExaminer tiles;
  private final String region;
  private final SqsClient sqs;

  FixityBeans(
      AwsClients aws,
      Settings settings,
      StartupContext found,
      LogIdentity identity,
      FixityMeters meters) {
    this.settings = settings;
    this.found = found;
    this.meters = meters;
    fixity = settings.fixity();
    first = aws.separateS3(fixity.workers() + MARGIN);
    second = aws.separateS3(SECOND_CONNECTIONS);
    store = new S3LogStore(first.client(), settings.provenance());
    region = aws.s3().serviceClientConfiguration().region().id();
    sqs = aws.sqs();
    entries = entries(identity);
    ByteRate rate = new ByteRate(fixity.bytesPerSecond());
    examiner =
        new EntryExaminer(
            new S3ObjectReads(first.client()),
            new S3ObjectReads(second.client()),
            settings.raw(),
            settings.provenance().bucket(),
            found.verifier(),
            promise(),
            rate::acquire,
            clock);
    tiles =
        new TileExaminer(entries, examiner, PendingWriter.uniqueReplica(), fixity.workers(), clock);
  }

  private AuthenticatedEntries entries(LogIdentity identity) {
    List<VerifierKey> keys = identity.keys().keys();
    LogCheck check =
        new LogCheck(store, settings.recordLog().origin(), keys, CheckpointTrust.ofKeys(keys));
    return new AuthenticatedEntries(new VerifiedLogReader(store, check), clock);
  }

  private PromotedPromise promise() {
    PromotedRetention retention = settings.raw().retention();
    Instant since = retention == null ? Instant.MAX : DatedPromise.since(store, retention);
    return new PromotedPromise(found.kmsKey(), retention, since);
  }

  /** Returns the worker, which takes ranges from the queue. */
  TileWorker worker() {
    return new TileWorker(entries, tiles::examine, new ResultStore(store), meters::examined);
  }

  /**
   * Returns the planner.
   *
   * @param log receives the entries of the statements of cycles
   * @param wait time that the last notification has waited; empty when none was received lately
   */
  PlannerTask planner(Queue queue, Consumer<LogEntry> log, Supplier<Optional<Duration>> wait) {
    ResultStore results = new ResultStore(store);
    LoadGate gate = new LoadGate(() -> wait.get().orElse(Duration.ZERO), fixity.yieldAfter());
    FixityCycles cycles =
        new FixityCycles(
            fixity,
            entries,
            new CycleStatements(
                store,
                settings.provenance().bucket(),
                Pipeline.BY,
                found.key()::sign,
                found.key().keyId(),
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
                    FixityPrices.ofRegion(region),
                    settings.provenance().bucket(),
                    reports),
                cycles,
                cycles,
                gate),
        meters::planned,
        clock);
  }

  /** Returns the glance at the raw bucket. */
  GlanceTask glance() {
    ShapeScan scan =
        new ShapeScan(
            new S3VersionPages(first.client(), settings.raw().bucket()),
            entries,
            settings.raw(),
            Path.of(System.getProperty("java.io.tmpdir")),
            GLANCE_CALLS,
            clock);
    SealedRecords records =
        new SealedRecords(
            new RecordArchive(first.client(), settings.provenance()), found.verifier());
    return new GlanceTask(
        scan,
        new SuspectExamination(
            this::examine,
            new RecordedCopies(new RawObjects(first.client()), records, settings.raw())),
        new FixityFindings(settings.provenance().bucket(), this::entry),
        meters::glanced,
        clock);
  }

  private Examination examine(long index) throws InterruptedException {
    return examiner.examine(index, entry(index));
  }

  private LogEntry entry(long index) {
    int at = (int) (index % TileRange.FULL);
    return entries.read(new TileRange(index / TileRange.FULL, at + 1)).get(at);
  }

  @Override
  public void close() {
    tiles.close();
    store.close();
    first.close();
    second.close();
  }
}
