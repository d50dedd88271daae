package dev.waybill.localcloud.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of concurrent operations on one key. */
final class ConcurrentWritesTest {
  private static final int WRITERS = 16;

  @TempDir Path root;
  private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
  private ObjectStore store;
  private Bucket bucket;

  @BeforeEach
  void open() {
    store = ObjectStore.open(root, Clock.systemUTC());
    bucket = store.createBucket("bucket", false);
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    store.close();
  }

  @Test
  void oneOfSixteenConditionalPutsSucceeds() throws Exception {
    for (int round = 0; round < 20; round++) {
      String key = "key " + round;
      CyclicBarrier start = new CyclicBarrier(WRITERS);
      List<Future<String>> results = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        String text = "writer " + writer;
        results.add(threads.submit(() -> putIfAbsent(start, key, text)));
      }
      List<String> winners = new ArrayList<>();
      for (Future<String> result : results) {
        winners.add(result.get());
      }
      winners.removeIf(Objects::isNull);
      assertThat(winners).hasSize(1);
      assertThat(StoreFixture.text(bucket, bucket.find(key, null))).isEqualTo(winners.get(0));
    }
  }

  private String putIfAbsent(CyclicBarrier start, String key, String text) throws Exception {
    NewVersion version = StoreFixture.version(bucket, key, text, null);
    start.await();
    try {
      bucket.put(version, new WriteCondition(null, "*"), null);
      return text;
    } catch (StoreException e) {
      assertThat(e.code()).isEqualTo(S3ErrorCode.PRECONDITION_FAILED);
      return null;
    }
  }

  @Test
  void overwrittenObjectIsReadableAtAnyTime() throws Exception {
    StoreFixture.put(bucket, "key", "text 0");
    AtomicBoolean done = new AtomicBoolean();
    Callable<Void> reader =
        () -> {
          while (!done.get()) {
            StoredVersion found = bucket.find("key", null);
            assertThat(found).as("the object").isNotNull();
            assertThat(StoreFixture.text(bucket, found)).startsWith("text ");
          }
          return null;
        };
    Future<Void> first = threads.submit(reader);
    Future<Void> second = threads.submit(reader);
    for (int i = 1; i < 3000 && !first.isDone() && !second.isDone(); i++) {
      StoreFixture.put(bucket, "key", "text " + i);
    }
    done.set(true);
    first.get();
    second.get();
  }

  @Test
  void interruptedWriterDoesNotBlockLaterWrites() {
    NewVersion version = StoreFixture.version(bucket, "interrupted", "text", null);
    Thread.currentThread().interrupt();
    try {
      bucket.put(version, WriteCondition.NONE, null);
    } catch (UncheckedIOException failed) {
      assertThat(bucket.find("interrupted", null)).isNull();
    } finally {
      Thread.interrupted();
    }
    StoreFixture.put(bucket, "next", "text");
    assertThat(bucket.find("next", null)).isNotNull();
  }

  @Test
  void openReadSurvivesADelete() throws Exception {
    StoredVersion version = StoreFixture.put(bucket, "key", "text");
    try (var in = bucket.read(version, 1, 2)) {
      bucket.delete("key", null, null, false, null);
      assertThat(in.readAllBytes()).asString().isEqualTo("ex");
    }
    assertThatThrownBy(() -> bucket.read(version, 0, 4))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo(S3ErrorCode.NO_SUCH_KEY));
  }

  @Test
  void readOfManyPartsKeepsOneFileOpen() throws Exception {
    MultipartUpload upload =
        bucket.uploads().create("many", Map.of(), Map.of(), Map.of(), null, false, null, null);
    int size = 5 * 1024 * 1024;
    for (int number = 1; number <= 8; number++) {
      bucket
          .uploads()
          .putPart(
              upload, number, StoreFixture.staged(bucket, new byte[size]), "e" + number, Map.of());
    }
    StoredVersion version =
        bucket
            .uploads()
            .complete(
                upload,
                bucket.uploads().parts(upload),
                "e",
                Map.of(),
                null,
                WriteCondition.NONE,
                null);
    try (var in = bucket.read(version, size - 1, 7L * size)) {
      assertThat(openContentFiles()).isLessThanOrEqualTo(1);
      assertThat(in.read()).isZero();
      bucket.delete("many", null, null, false, null);
      assertThat(in.readAllBytes()).hasSize(7 * size - 1);
    }
    try (var remaining = Files.list(root.resolve("buckets/bucket/content"))) {
      assertThat(remaining).isEmpty();
    }
  }

  private long openContentFiles() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    try (var all = Files.list(descriptors)) {
      return all.filter(each -> target(each).startsWith(root.resolve("buckets/bucket/content")))
          .count();
    }
  }

  private static Path target(Path link) {
    try {
      return Files.readSymbolicLink(link);
    } catch (IOException closed) {
      return link;
    }
  }

  @Test
  void deletionOfABucketNeverLosesAnAcknowledgedWrite() throws Exception {
    for (int round = 0; round < 60; round++) {
      Bucket racing = store.createBucket("racing", false);
      NewVersion version = StoreFixture.version(racing, "key", "text", null);
      CyclicBarrier start = new CyclicBarrier(2);
      Future<Boolean> put =
          threads.submit(
              () -> {
                start.await();
                return succeeds(() -> racing.put(version, WriteCondition.NONE, null));
              });
      Future<Boolean> delete =
          threads.submit(
              () -> {
                start.await();
                return succeeds(() -> store.deleteBucket("racing"));
              });
      assertThat(put.get() && delete.get()).as("both succeeded in round %s", round).isFalse();
      if (!delete.get()) {
        racing.delete("key", null, null, false, null);
        store.deleteBucket("racing");
      }
    }
  }

  private static boolean succeeds(Runnable step) {
    try {
      step.run();
      return true;
    } catch (RuntimeException failed) {
      return false;
    }
  }
}
