package dev.waybill.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogStore.Keeping;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ClaimsWriterTest {
  private static final Duration NEVER = Duration.ofDays(1);
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-30T23:59:59Z"), ZoneOffset.UTC);
  private static final String FILE = "claims/2026/11/30/replica-";

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();
  private final Semaphore written = new Semaphore(0);
  private final List<ClaimsWriter> writers = new ArrayList<>();
  private final ClaimsListener listener =
      new ClaimsListener() {
        @Override
        public void fileWritten(int claims) {
          written.release();
        }

        @Override
        public void fileFailed() {
          failed.incrementAndGet();
        }

        @Override
        public void claimDropped() {
          dropped.incrementAndGet();
        }
      };

  private ClaimsWriter writer(Duration period, int batch, Duration close) {
    ClaimsWriter.Limits limits =
        new ClaimsWriter.Limits(period, period, period, batch, 10, Duration.ofMillis(1), close);
    ClaimsWriter writer = new ClaimsWriter(store, "replica", it -> it, limits, listener, CLOCK);
    writers.add(writer);
    return writer;
  }

  @AfterEach
  void closeWriters() {
    writers.forEach(ClaimsWriter::close);
  }

  private static void add(ClaimsWriter writer, int from, int to) {
    IntStream.range(from, to).forEach(it -> writer.add(ClaimFixtures.answered(it)));
  }

  private void awaitFiles(int count) throws InterruptedException {
    assertThat(written.tryAcquire(count, 30, TimeUnit.SECONDS)).isTrue();
  }

  private List<String> stored(int number) {
    return ClaimFixtures.lines(store, FILE + "00000" + number + ".ndjson.gz");
  }

  @Test
  void writesClaimsWhenTheirPeriodIsOver() throws InterruptedException {
    ClaimsWriter writer = writer(AT_ONCE, 9, NEVER);
    add(writer, 0, 1);
    awaitFiles(1);

    assertThat(stored(1))
        .containsExactly(
            "{\"kind\":\"file\",\"replica\":\"replica\",\"file_key\":\""
                + FILE
                + "000001.ndjson.gz\",\"begun_at\":\"2026-11-30T23:59:59Z\",\"is_first\":true,"
                + "\"is_last\":false}",
            "{\"kind\":\"call\",\"replica\":\"replica\",\"request_id\":\"id-0\","
                + "\"begun_at\":\"2026-11-30T12:00:00Z\"}");
    assertThat(writer.waiting()).isZero();
  }

  @Test
  void writesFullFileBeforeItsPeriodIsOver() throws InterruptedException {
    add(writer(NEVER, 2, NEVER), 0, 4);
    awaitFiles(2);

    assertThat(stored(1)).hasSize(3);
    assertThat(stored(2)).hasSize(3).anyMatch(it -> it.contains("\"is_first\":false"));
  }

  @Test
  void statesUnansweredAttemptByItsName() throws InterruptedException {
    Instant at = Instant.parse("2026-11-30T12:00:00Z");
    writer(AT_ONCE, 1, NEVER)
        .add(
            new Claim.Unanswered(
                "s3.amazonaws.com", "GetObject", "raw", "a\"\n{}", at, at.plusSeconds(9)));
    awaitFiles(1);

    assertThat(stored(1).get(1))
        .isEqualTo(
            "{\"kind\":\"unanswered\",\"replica\":\"replica\",\"event_source\":"
                + "\"s3.amazonaws.com\",\"event_name\":\"GetObject\",\"bucket_name\":\"raw\","
                + "\"object_key\":\"a\\\"\\n{}\",\"begun_at\":\"2026-11-30T12:00:00Z\","
                + "\"ended_at\":\"2026-11-30T12:00:09Z\"}");
  }

  @Test
  void leavesOutBucketAndKeyOfCallWithoutThem() throws InterruptedException {
    writer(AT_ONCE, 1, NEVER)
        .add(
            new Claim.Unanswered(
                "sts.amazonaws.com",
                "GetCallerIdentity",
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH));
    awaitFiles(1);

    assertThat(stored(1).get(1)).doesNotContain("bucket_name", "object_key");
  }

  @Test
  void closeWritesTheRestAndMarksTheLastFile() {
    ClaimsWriter writer = writer(NEVER, 2, NEVER);
    add(writer, 0, 3);

    writer.close();

    assertThat(ClaimFixtures.ids(store)).containsExactlyInAnyOrder("id-0", "id-1", "id-2");
    assertThat(stored(1).get(0)).contains("\"is_last\":false");
    assertThat(stored(2).get(0)).contains("\"is_last\":true");
  }

  @Test
  void claimsPutOfEachFileButTheLastWhileItCloses() {
    ClaimsWriter[] own = new ClaimsWriter[1];
    store.before(
        (operation, key) -> {
          if (operation.equals("create")) {
            own[0].add(new Claim.Answered("put-" + key.charAt(key.length() - 11), Instant.EPOCH));
          }
        });
    own[0] = writer(NEVER, 2, NEVER);
    add(own[0], 0, 2);

    own[0].close();

    assertThat(ClaimFixtures.ids(store)).contains("id-0", "id-1");
    String last = ClaimFixtures.files(store).get(ClaimFixtures.files(store).size() - 1);
    assertThat(ClaimFixtures.lines(store, last).get(0)).contains("\"is_last\":true");
    for (int file = 1; file < ClaimFixtures.files(store).size(); file++) {
      assertThat(ClaimFixtures.ids(store)).contains("put-" + file);
    }
  }

  @Test
  void keepsClaimsWhileTheStoreFailsAndWritesEachOnce() throws InterruptedException {
    store.before(
        (operation, key) -> {
          if (failed.get() < 4) {
            throw new IllegalStateException("down");
          }
        });
    add(writer(AT_ONCE, 9, NEVER), 0, 1);
    awaitFiles(1);

    assertThat(failed).hasValue(4);
    assertThat(ClaimFixtures.ids(store)).containsExactly("id-0");
    assertThat(stored(1).get(0)).contains("\"is_first\":true");
  }

  @Test
  void takesFileWhoseAnswerWasLostForWritten() throws InterruptedException {
    AtomicInteger creates = new AtomicInteger();
    store.before(
        (operation, key) -> {
          if (operation.equals("create") && creates.getAndIncrement() == 0) {
            store.before((again, other) -> {});
            throw new IllegalStateException("down");
          }
        });
    add(writer(AT_ONCE, 9, NEVER), 0, 1);
    awaitFiles(1);

    assertThat(ClaimFixtures.files(store)).containsExactly(FILE + "000001.ndjson.gz");
  }

  @Test
  void takesNextNumberWhenAnotherObjectHasTheKey() throws InterruptedException {
    boolean unused = store.create(FILE + "000001.ndjson.gz", new byte[] {1}, Keeping.TEMPORARY);
    add(writer(AT_ONCE, 9, NEVER), 0, 1);
    awaitFiles(1);

    assertThat(stored(2)).hasSize(2).anyMatch(it -> it.contains("\"is_first\":false"));
  }

  @Test
  void dropsClaimsBeyondTheLimitAndNeverBlocks() {
    store.before(
        (operation, key) -> {
          throw new IllegalStateException("down");
        });
    ClaimsWriter writer = writer(NEVER, 5, Duration.ofMillis(1));

    add(writer, 0, 15);

    assertThat(dropped).hasValue(5);
    assertThat(writer.waiting()).isEqualTo(10);
  }

  @Test
  void closeEndsWithinItsLimitWhileTheStoreFails() {
    store.before(
        (operation, key) -> {
          throw new IllegalStateException("down");
        });
    ClaimsWriter writer = writer(NEVER, 5, Duration.ofMillis(20));
    add(writer, 0, 3);

    writer.close();

    assertThat(writer.waiting()).isEqualTo(3);
    store.before((operation, key) -> {});
    assertThat(ClaimFixtures.files(store)).isEmpty();
  }

  @Test
  void ignoresClaimsAfterTheLastFile() {
    ClaimsWriter writer = writer(NEVER, 5, NEVER);
    add(writer, 0, 1);
    writer.close();

    add(writer, 1, 2);

    assertThat(writer.waiting()).isZero();
    assertThat(dropped).hasValue(0);
  }

  @Test
  void writesFirstFileAtOnceAndSecondSoonAfterIt() throws InterruptedException {
    ClaimsWriter.Limits limits = ClaimsWriter.Limits.every(Duration.ofMinutes(1), NEVER);
    assertThat(limits.first()).isZero();
    assertThat(limits.second()).isEqualTo(Duration.ofSeconds(5));
    assertThat(ClaimsWriter.Limits.every(Duration.ofSeconds(1), NEVER).second())
        .isEqualTo(Duration.ofSeconds(1));

    ClaimsWriter writer = new ClaimsWriter(store, "replica", it -> it, limits, listener, CLOCK);
    writers.add(writer);
    add(writer, 0, 1);
    awaitFiles(1);

    assertThat(stored(1)).hasSize(2);
  }

  @Test
  void waitsForTheSecondFileAndThenForEachFurtherOne() throws InterruptedException {
    long[] nanos = {0};
    ClaimQueue queue =
        new ClaimQueue(ClaimsWriter.Limits.every(Duration.ofMinutes(1), NEVER), () -> nanos[0]);
    assertThat(queue.add(ClaimFixtures.answered(1))).isTrue();
    assertThat(queue.take().claims()).hasSize(1);

    assertThat(queue.left()).isEqualTo(Duration.ofSeconds(5));
    nanos[0] += Duration.ofSeconds(5).toNanos();
    assertThat(queue.add(ClaimFixtures.answered(2))).isTrue();
    assertThat(queue.take().claims()).hasSize(1);
    assertThat(queue.left()).isEqualTo(Duration.ofMinutes(1));
  }
}
