package dev.waybill.bench.log;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.S3LogStore;
import dev.waybill.log.LogSequencer;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogWriterListener;
import dev.waybill.log.PendingEntries;
import dev.waybill.log.PendingWriter;
import dev.waybill.log.RecentBatches;
import dev.waybill.record.log.NoteAlgorithm;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.settings.ProvenanceSettings;
import dev.waybill.settings.ProvenanceSettings.RetentionMode;
import dev.waybill.signing.LogKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Replica that adds numbered entries to the log without sealing objects. Reads lines {@code add
 * FIRST COUNT} from its standard input, prints {@code durable FIRST} once these entries are
 * durable, and ends with its input.
 *
 * <p>Arguments: name of the replica, folder with the keys, {@code leader} or {@code all}, and the
 * number of entries whose records are also stored.
 */
final class LogReplica {
  private static final int RETRY_MILLIS = 20;
  private static final String BUCKET = "caa304-provenance";
  private static final String ORIGIN = BUCKET + "/log";

  private final PendingEntries pending;
  private final LogStore store;
  private final int records;

  private LogReplica(PendingEntries pending, LogStore store, int records) {
    this.pending = pending;
    this.store = store;
    this.records = records;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[1]);
    S3LogStore store =
        new S3LogStore(
            AwsClients.of(
                    URI.create(System.getenv("AWS_ENDPOINT_URL")),
                    Region.US_EAST_1,
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("waybill", "test")))
                .s3(),
            new ProvenanceSettings(BUCKET, Duration.ofDays(1), RetentionMode.GOVERNANCE));
    RecentBatches recent = new RecentBatches();
    PendingEntries pending =
        new PendingWriter(
            store,
            PendingWriter.uniqueReplica(),
            PendingWriter.Limits.DEFAULT,
            recent,
            LogWriterListener.NONE);
    LogSequencer sequencer =
        new LogSequencer(
            store,
            keys(folder),
            Clock.systemUTC(),
            LogSequencer.Limits.DEFAULT,
            recent,
            LogWriterListener.NONE);
    new SequencerThread(sequencer, folder, arguments[2].equals("leader")).start();
    new LogReplica(pending, store, Integer.parseInt(arguments[3])).serve();
  }

  /** Reads the keys, which the first replica makes, and writes the Ed25519 vkey for verifiers. */
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

  private void serve() throws IOException, InterruptedException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ", 3);
      add(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
    }
    pending.close();
  }

  private void add(int first, int count) throws InterruptedException {
    for (int number = first; number < first + count; number++) {
      if (number < records) {
        // The record exists when the entries are added again after a kill.
        boolean unused =
            store.create(
                SoakEntries.recordKey(number),
                SoakEntries.record(number),
                LogStore.Keeping.RETAINED);
      }
      add(number);
    }
    pending.whenDurable(pending.position(), () -> System.out.println("durable " + first));
  }

  private void add(int number) throws InterruptedException {
    while (true) {
      try {
        pending.add(SoakEntries.entry(number));
        return;
      } catch (IllegalStateException full) {
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }
}
