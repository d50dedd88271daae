package dev.waybill.app;

import dev.waybill.alert.Report;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.LogMemoryArchive;
import dev.waybill.aws.S3LogStore;
import dev.waybill.log.LogSequencer;
import dev.waybill.log.LogTask;
import dev.waybill.log.LogWriterListener;
import dev.waybill.log.PendingWriter;
import dev.waybill.log.RecentBatches;
import dev.waybill.log.SequencingTask;
import dev.waybill.log.TileStore;
import dev.waybill.log.WriterFindings;
import dev.waybill.log.check.CheckpointTrust;
import dev.waybill.log.check.ListingSettings;
import dev.waybill.log.check.LogCheck;
import dev.waybill.log.check.LogWatch;
import dev.waybill.log.check.MissingRecords;
import dev.waybill.log.check.WatchSettings;
import dev.waybill.log.check.WatchTask;
import dev.waybill.log.cosign.Cosigning;
import dev.waybill.log.cosign.CosigningPolicy;
import dev.waybill.log.cosign.HttpWitnessClient;
import dev.waybill.log.cosign.PublishedTree;
import dev.waybill.log.http.TimestampClient;
import dev.waybill.log.time.Anchors;
import dev.waybill.log.time.LogTable;
import dev.waybill.log.time.Timestamps;
import dev.waybill.ops.LogMeters;
import dev.waybill.provenance.RetentionRenewal;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.settings.RecordLogSettings;
import dev.waybill.settings.Settings;
import dev.waybill.startup.LogChecks;
import dev.waybill.startup.LogIdentity;
import dev.waybill.status.LogStatus;
import dev.waybill.status.NotKnownException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;

/** Parts of a log that is switched on. */
final class LogBeans implements AutoCloseable {
  /** Names of the beans, each a {@link LogTask}. */
  static final List<String> NAMES =
      List.of(
          "logSequencer",
          "logWatch",
          "logRecords",
          "logWitnesses",
          "logAnchors",
          "logTimestamps",
          "logTables");

  /** Age of the newest checkpoint at which it is late: an idle log signs one each ten minutes. */
  private static final Duration LATE_AFTER = Duration.ofMinutes(20);

  private final Clock clock = Clock.systemUTC();
  private final RecordLogSettings settings;
  private final String bucket;
  private final LogIdentity identity;
  private final LogMeters meters;
  private final S3LogStore store;
  private final LogMemoryArchive memory;
  private final RecentBatches recent = new RecentBatches();
  private final LogWriterListener listener;
  private final PendingWriter pending;
  private volatile @Nullable Cosigning cosigning;

  /** True once the sequencer knows what earlier processes published. */
  private volatile boolean isRemembered;

  private LogBeans(
      Settings all,
      LogIdentity identity,
      LogMeters meters,
      S3LogStore store,
      AwsClients aws,
      Consumer<Report> findings) {
    settings = all.recordLog();
    bucket = all.provenance().bucket();
    this.identity = identity;
    this.meters = meters;
    this.store = store;
    memory = new LogMemoryArchive(aws.s3(), all.audit().results(), bucket);
    String replica = PendingWriter.uniqueReplica();
    listener = new WriterFindings(bucket, replica, it -> raise(findings, it), clock);
    pending =
        new PendingWriter(store, replica, PendingWriter.Limits.DEFAULT, recent, listener, clock);
    meters.pending(pending::waiting);
  }

  /**
   * Publishes the log's keys and policy, and starts the writer of its entries.
   *
   * @param renewal renews the retention of evidence that is read
   * @param findings receives findings of the writers; never throws
   */
  static LogBeans start(
      AwsClients aws,
      Settings settings,
      LogIdentity identity,
      LogMeters meters,
      RetentionRenewal renewal,
      Consumer<Report> findings) {
    S3LogStore store = new S3LogStore(aws.s3(), settings.provenance(), renewal);
    LogChecks.publish(store, identity);
    return new LogBeans(settings, identity, meters, store, aws, findings);
  }

  /** The writers of the log do not wait for the registration of a finding. */
  private static void raise(Consumer<Report> findings, Report report) {
    CompletableFuture<Void> unused = CompletableFuture.runAsync(() -> findings.accept(report));
  }

  /** Returns the entries that are not durable yet. */
  PendingWriter pending() {
    return pending;
  }

  /** Runs an action once every entry that was added before is durable. */
  void whenDurable(Runnable action) {
    pending.whenDurable(pending.position(), action);
  }

  /** Binds the beans. */
  void bind(Main main, RecordVerifier verifier) {
    SequencingTask sequencer = sequencer();
    main.bind("logSequencer", sequencer);
    main.bind("logWatch", watch());
    main.bind("logRecords", records(verifier));
    main.bind("logWitnesses", witnesses());
    main.bind("logAnchors", (LogTask) new Anchors(store, sequencer::newest, bucket, clock)::run);
    main.bind("logTimestamps", timestamps(sequencer));
    main.bind(
        "logTables",
        (LogTask) new LogTable(store, new TileStore(store), sequencer::newest, bucket, clock)::run);
  }

  private SequencingTask sequencer() {
    LogSequencer sequencer =
        new LogSequencer(
            store, identity.keys(), clock, LogSequencer.Limits.DEFAULT, recent, listener);
    return new SequencingTask(
        () -> {
          pending.flush();
          if (!isRemembered) {
            check().remembered(memory).ifPresent(sequencer::requireExtensionOf);
            isRemembered = true;
          }
          return sequencer.run();
        },
        bucket,
        meters::sequenced,
        clock);
  }

  private LogTask watch() {
    LogCheck check = check();
    WatchSettings times = new WatchSettings(settings.wholeCheckWithin(), LATE_AFTER);
    return new WatchTask(
        reports -> new LogWatch(store, check, memory, bucket, times, reports, clock),
        meters::checked);
  }

  private LogCheck check() {
    List<VerifierKey> keys = identity.keys().keys();
    return new LogCheck(store, settings.origin(), keys, CheckpointTrust.ofKeys(keys));
  }

  private LogTask records(RecordVerifier verifier) {
    ListingSettings times =
        new ListingSettings(settings.listingEvery(), ListingSettings.DEFAULT_KEYS_PER_PASS);
    return new MissingRecords(store, check(), memory, verifier, pending, times, bucket, clock);
  }

  private LogTask witnesses() {
    Cosigning made =
        new Cosigning(
            store,
            identity.keys().keys(),
            CosigningPolicy.of(identity.policy()),
            new HttpWitnessClient(),
            bucket,
            clock);
    cosigning = made;
    meters.cosigned(identity.policy().witnesses().size(), made::cosignedSize);
    return made::cosign;
  }

  /** Returns the state of the log for the status page. */
  LogStatus status(String role) throws NotKnownException {
    PublishedTree tree = PublishedTree.read(store, identity.keys().keys()).orElse(null);
    Cosigning asked = settings.policy() == null ? null : cosigning;
    return LogStatus.of(tree, role, asked == null ? null : asked.standings());
  }

  private LogTask timestamps(SequencingTask sequencer) {
    String authority = settings.timestampAuthority();
    if (authority == null) {
      return List::of;
    }
    TimestampClient client = new TimestampClient(URI.create(authority));
    return new Timestamps(store, sequencer::newest, client, bucket, clock)::run;
  }

  @Override
  public void close() {
    pending.close();
    store.close();
  }
}
