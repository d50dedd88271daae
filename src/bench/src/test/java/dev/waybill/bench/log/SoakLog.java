package dev.waybill.bench.log;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.S3LogStore;
import dev.waybill.log.LogSequencer;
import dev.waybill.log.LogWriterListener;
import dev.waybill.log.PendingEntries;
import dev.waybill.log.PendingWriter;
import dev.waybill.log.RecentBatches;
import dev.waybill.log.Sequencing;
import dev.waybill.record.log.NoteAlgorithm;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.settings.ProvenanceSettings;
import dev.waybill.settings.ProvenanceSettings.RetentionMode;
import dev.waybill.signing.LogKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The log as one process of the soak sees it: the writer and the sequencer of the service. */
final class SoakLog {
  static final String BUCKET = "caa304-provenance";
  static final String ORIGIN = BUCKET + "/log";

  private final S3LogStore store;
  private final LogKeys keys;
  private final PendingWriter pending;
  private final LogSequencer sequencer;

  private SoakLog(S3LogStore store, LogKeys keys, PendingWriter.Limits limits) {
    this.store = store;
    this.keys = keys;
    RecentBatches recent = new RecentBatches();
    pending =
        new PendingWriter(
            store,
            PendingWriter.uniqueReplica(),
            limits,
            recent,
            LogWriterListener.NONE,
            Clock.systemUTC());
    sequencer =
        new LogSequencer(
            store,
            keys,
            Clock.systemUTC(),
            LogSequencer.Limits.DEFAULT,
            recent,
            LogWriterListener.NONE);
  }

  /**
   * Opens the log at the endpoint of the environment.
   *
   * @param folder folder of the keys, which the first process makes
   */
  static SoakLog open(Path folder, PendingWriter.Limits limits) throws IOException {
    AwsClients clients =
        AwsClients.of(
            URI.create(System.getenv("AWS_ENDPOINT_URL")),
            Region.US_EAST_1,
            StaticCredentialsProvider.create(AwsBasicCredentials.create("waybill", "test")));
    S3LogStore store =
        new S3LogStore(
            clients.s3(),
            new ProvenanceSettings(
                BUCKET, Duration.ofDays(1), RetentionMode.GOVERNANCE, Duration.ZERO));
    return new SoakLog(store, keys(folder), limits);
  }

  /** Reads the keys, and writes the public ones for verifiers when they are new. */
  private static LogKeys keys(Path folder) throws IOException {
    Path file = folder.resolve("log.keys");
    boolean isNew = LogKeys.create(file, ORIGIN);
    LogKeys keys = LogKeys.read(file, ORIGIN, Clock.systemUTC());
    if (isNew) {
      for (VerifierKey key : keys.keys()) {
        if (key.algorithm() == NoteAlgorithm.ED25519) {
          Files.writeString(folder.resolve("vkey"), key.toString());
        }
      }
      Files.write(folder.resolve("vkeys"), keys.keys().stream().map(Object::toString).toList());
    }
    return keys;
  }

  S3LogStore store() {
    return store;
  }

  LogKeys keys() {
    return keys;
  }

  PendingEntries pending() {
    return pending;
  }

  /** Returns the sequencing of the service, which writes first what waits in this process. */
  Sequencing sequencing() {
    return () -> {
      pending.flush();
      return sequencer.run();
    };
  }
}
