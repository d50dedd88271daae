package dev.waybill.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.aws.S3LogStore;
import dev.waybill.record.log.LogEntry;
import dev.waybill.settings.ProvenanceSettings;
import dev.waybill.settings.ProvenanceSettings.RetentionMode;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestBucket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Processes that write and sequence concurrently, on the conditional writes of S3. */
@ExtendWith(CloudExtension.class)
final class LogSequencingIT {
  private static final int PROCESSES = 3;
  private static final int ENTRIES = 700;

  private final EdCheckpointSigner signer = new EdCheckpointSigner("caa304-provenance/log");
  private final TestBucket bucket;
  private final S3LogStore store;

  LogSequencingIT(CloudUnderTest cloud) {
    bucket = new TestBucket(cloud.s3(), cloud.uniqueName("log"));
    cloud.s3().createBucket(it -> it.bucket(bucket.name()).objectLockEnabledForBucket(true));
    store =
        new S3LogStore(
            cloud.s3(),
            new ProvenanceSettings(
                bucket.name(), Duration.ofDays(1), RetentionMode.GOVERNANCE, Duration.ZERO));
  }

  private LogSequencer sequencer(RecentBatches recent) {
    return new LogSequencer(
        store,
        signer,
        Clock.systemUTC(),
        LogSequencer.Limits.DEFAULT,
        recent,
        LogWriterListener.NONE);
  }

  /** Adds entries, each process those of the one before it as well, and sequences meanwhile. */
  private int runProcess(int number) throws InterruptedException {
    RecentBatches recent = new RecentBatches();
    PendingWriter.Limits limits =
        new PendingWriter.Limits(
            50,
            PendingBatch.MAX_BYTES,
            Duration.ofMillis(20),
            10_000,
            Duration.ofMillis(10),
            Duration.ofSeconds(30));
    LogSequencer sequencer = sequencer(recent);
    int appended = 0;
    try (PendingWriter writer =
        new PendingWriter(
            store,
            PendingWriter.uniqueReplica(),
            limits,
            recent,
            LogWriterListener.NONE,
            Clock.systemUTC())) {
      for (LogEntry entry : LogFixtures.entries(number * ENTRIES / 2, (number + 2) * ENTRIES / 2)) {
        writer.add(entry);
        if (writer.position() % 100 == 0) {
          appended += sequencer.run().appended();
        }
      }
      CountDownLatch durable = new CountDownLatch(1);
      writer.whenDurable(writer.position(), durable::countDown);
      assertThat(durable.await(60, TimeUnit.SECONDS)).isTrue();
    }
    return appended;
  }

  @Test
  void logsEachRecordOnceWhenProcessesSequenceConcurrently() throws Exception {
    ExecutorService processes = Executors.newFixedThreadPool(PROCESSES);
    List<Callable<Integer>> runs = new ArrayList<>();
    for (int number = 0; number < PROCESSES; number++) {
      int process = number;
      runs.add(() -> runProcess(process));
    }
    for (Future<Integer> run : processes.invokeAll(runs)) {
      assertThat(run.get()).isNotNegative();
    }
    processes.shutdown();
    LogSequencer last = sequencer(new RecentBatches());
    while (last.run().isContended() || last.run().pending() > 0) {}

    List<String> all =
        LogFixtures.entries(0, (PROCESSES + 1) * ENTRIES / 2).stream()
            .map(LogEntry::recordKey)
            .toList();
    assertThat(LogFixtures.verifiedEntries(store))
        .extracting(LogEntry::recordKey)
        .containsExactlyInAnyOrderElementsOf(all);
    assertThat(store.list(LogPaths.PENDING)).isEmpty();
    store.close();
  }
}
