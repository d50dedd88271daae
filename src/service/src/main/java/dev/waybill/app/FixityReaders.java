package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.S3LogStore;
import dev.waybill.aws.SeparateS3;
import dev.waybill.aws.fixity.RenewingReads;
import dev.waybill.aws.fixity.S3ObjectReads;
import dev.waybill.fixity.DrilledObjects;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.examine.AuthenticatedEntries;
import dev.waybill.fixity.examine.DatedPromise;
import dev.waybill.fixity.examine.EntryExaminer;
import dev.waybill.fixity.examine.ObjectReads;
import dev.waybill.fixity.examine.PacedReads;
import dev.waybill.fixity.examine.ProgressStore;
import dev.waybill.fixity.examine.PromotedPromise;
import dev.waybill.fixity.examine.ReadHelpers;
import dev.waybill.fixity.examine.ReplicaReads;
import dev.waybill.fixity.examine.ScopePromises;
import dev.waybill.fixity.examine.SealSearch;
import dev.waybill.fixity.examine.TileExaminer;
import dev.waybill.fixity.result.StoredProgress;
import dev.waybill.fixity.work.ReadPace;
import dev.waybill.log.PendingWriter;
import dev.waybill.log.TileStore;
import dev.waybill.log.check.CheckpointTrust;
import dev.waybill.log.check.LogCheck;
import dev.waybill.log.check.VerifiedLogReader;
import dev.waybill.provenance.RetentionRenewal;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.settings.FixitySettings;
import dev.waybill.settings.PromotedRetention;
import dev.waybill.settings.Settings;
import dev.waybill.startup.KmsKeyCheck;
import dev.waybill.verify.log.LogTrust;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Readers of re-verification with connections of their own: what the service, a worker on another
 * machine and an auditor's check have in common.
 */
final class FixityReaders implements AutoCloseable {
  /** Connections for the worker's reads besides those of the objects. */
  private static final int MARGIN = 4;

  private final ReadPace pace;
  private final SeparateS3 first;
  private final SeparateS3 second;
  private final S3LogStore store;
  private final AuthenticatedEntries entries;
  private final EntryExaminer examiner;
  private final TileExaminer tiles;
  private final ProgressStore progress;

  /**
   * @param verifier verifier of records with the trusted keys
   * @param kmsKey key under which objects must be encrypted; null when none is required
   * @param logKeys keys that sign checkpoints of the log
   * @param pace rate of reading
   * @param renewal renews the retention of evidence that is read
   * @param replica bucket that is read in place of the raw bucket; null for that itself
   */
  FixityReaders(
      AwsClients aws,
      Settings settings,
      RecordVerifier verifier,
      @Nullable String kmsKey,
      List<VerifierKey> logKeys,
      ReadPace pace,
      RetentionRenewal renewal,
      @Nullable String replica,
      Clock clock) {
    this.pace = pace;
    FixitySettings fixity = settings.fixity();
    int readers = fixity.workers() + ReadHelpers.COUNT;
    first = aws.separateS3(readers + MARGIN);
    // What seems altered is read again, in the worst case by every reader.
    second = aws.separateS3(readers);
    store = new S3LogStore(first.client(), settings.provenance());
    progress = new StoredProgress(store, clock);
    entries = entries(store, settings, logKeys, clock);
    examiner =
        new EntryExaminer(
            new PacedReads(
                new RenewingReads(
                    reads(first, settings, replica), settings.provenance().bucket(), renewal),
                pace),
            new PacedReads(reads(second, settings, replica), pace),
            settings.scopes(),
            settings.provenance().bucket(),
            verifier,
            new ScopePromises(settings.scopes(), it -> promise(kmsKey, it.retention())),
            pace,
            clock);
    tiles =
        new TileExaminer(
            entries,
            examiner,
            new DrilledObjects(settings.scopes()),
            PendingWriter.uniqueReplica(),
            fixity.workers(),
            clock);
  }

  private static ObjectReads reads(SeparateS3 from, Settings settings, @Nullable String replica) {
    ObjectReads reads = new S3ObjectReads(from.client());
    return replica == null ? reads : new ReplicaReads(reads, settings.raw().bucket(), replica);
  }

  /** Returns the readers of a command, which trusts the log's keys by its settings. */
  static FixityReaders ofCommand(
      AwsClients aws, Settings settings, RecordVerifier verifier, ReadPace pace, Clock clock) {
    return ofReplica(aws, settings, verifier, pace, null, clock);
  }

  /**
   * Returns the readers of a command that examines a replica of the raw bucket.
   *
   * @param replica name of the replica; null for the raw bucket itself
   */
  static FixityReaders ofReplica(
      AwsClients aws,
      Settings settings,
      RecordVerifier verifier,
      ReadPace pace,
      @Nullable String replica,
      Clock clock) {
    try (S3LogStore store = new S3LogStore(aws.s3(), settings.provenance())) {
      return new FixityReaders(
          aws,
          settings,
          verifier,
          KmsKeyCheck.expected(aws.kms(), settings),
          LogTrust.of(settings.recordLog(), store).keys(),
          pace,
          RetentionRenewal.NONE,
          replica,
          clock);
    }
  }

  private PromotedPromise promise(@Nullable String kmsKey, @Nullable PromotedRetention retention) {
    Optional<Instant> since =
        Optional.ofNullable(retention).flatMap(it -> DatedPromise.since(store, it));
    return new PromotedPromise(kmsKey, retention, since.orElse(Instant.MAX));
  }

  /** Returns the entries of a log as its keys sign it. */
  static AuthenticatedEntries entries(
      S3LogStore store, Settings settings, List<VerifierKey> keys, Clock clock) {
    LogCheck check =
        new LogCheck(store, settings.recordLog().origin(), keys, CheckpointTrust.ofKeys(keys));
    return new AuthenticatedEntries(
        new VerifiedLogReader(store, check), settings.fixity().every(), clock);
  }

  /** Returns the search for entries by the key of an object. */
  SealSearch seals(Settings settings, RecordVerifier verifier) {
    return new SealSearch(
        new S3ObjectReads(first.client()),
        settings.scopes(),
        settings.provenance().bucket(),
        verifier,
        entries,
        new TileStore(store));
  }

  /** Returns the client with the connections for reading. */
  S3Client s3() {
    return first.client();
  }

  S3LogStore store() {
    return store;
  }

  AuthenticatedEntries entries() {
    return entries;
  }

  EntryExaminer examiner() {
    return examiner;
  }

  /**
   * Examines the entries of a task. A process examines one task at a time, so its requests
   * meanwhile are those of the task, and of an object that somebody touched.
   *
   * @throws InterruptedException when the thread is interrupted
   */
  TileResult examine(TileTask task) throws InterruptedException {
    return examine(task, ProgressStore.NONE);
  }

  /**
   * Examines the entries of a task for a cycle. Progress within large objects is stored, so that
   * another process continues there.
   *
   * @throws InterruptedException when the thread is interrupted
   */
  TileResult resume(TileTask task) throws InterruptedException {
    return examine(task, progress);
  }

  private TileResult examine(TileTask task, ProgressStore kept) throws InterruptedException {
    long before = pace.requests();
    return tiles.examine(task, kept).with(pace.requests() - before);
  }

  /** Returns the entry at an index. */
  LogEntry entry(long index) {
    int at = (int) (index % TileRange.FULL);
    return entries.read(new TileRange(index / TileRange.FULL, at + 1)).get(at);
  }

  @Override
  public void close() {
    tiles.close();
    examiner.close();
    store.close();
    first.close();
    second.close();
  }
}
