package dev.waybill.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.reconcile.Reconciliation;
import dev.waybill.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of load that clients cannot cause, and of sources that do not answer. */
final class StatusReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofMillis(50);

  private final ManualClock clock = new ManualClock(NOW);
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final AtomicInteger reads = new AtomicInteger();
  private final CountDownLatch hang = new CountDownLatch(1);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private StatusReader reader(StatusSource<Reconciliation> custody) {
    StatusSources others = SampleStatus.unknown();
    return new StatusReader(
        new StatusSources(
            custody,
            others.backlog(),
            others.coverage(),
            others.log(),
            others.trail(),
            others.incidents()),
        false,
        new StatusReader.Limits(Duration.ofSeconds(5), PATIENCE),
        threads,
        clock);
  }

  @Test
  void floodOfRequestsReadsSourcesOnceInTheTimeOfAReport() {
    StatusReader reader = reader(() -> counted());
    for (int request = 0; request < 10_000; request++) {
      reader.report().join();
    }
    assertThat(reads).hasValue(1);
    clock.advance(Duration.ofSeconds(5));
    reader.report().join();
    assertThat(reads).hasValue(2);
  }

  private Reconciliation counted() {
    reads.incrementAndGet();
    return new SampleStatus(NOW).reconciliation(100, 0);
  }

  @Test
  void sourceThatHangsIsNotKnownAndIsNotAskedAgain() {
    StatusReader reader =
        reader(
            () -> {
              reads.incrementAndGet();
              hang.await();
              return counted();
            });
    for (int report = 0; report < 20; report++) {
      StatusPart<Reconciliation> part = reader.report().join().custody();
      assertThat(part.isKnown()).isFalse();
      assertThat(part.reason()).contains("no answer within");
      clock.advance(Duration.ofSeconds(5));
    }
    assertThat(reads).hasValue(1);
  }

  @Test
  void answersOneQuestionAtATimeAndPausesAfterIt() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    ObjectQuestions questions =
        new ObjectQuestions(
            it -> {
              reads.incrementAndGet();
              begun.countDown();
              hang.await();
              return new ObjectAnswer("a", "whole", "s", List.of(), List.of());
            },
            new ObjectQuestions.Limits(Duration.ofSeconds(30), Duration.ofSeconds(5)),
            threads,
            clock);
    CompletableFuture<ObjectAnswer> first = questions.ask("s3://b/k");
    begun.await();
    for (int request = 0; request < 100; request++) {
      assertThat(questions.ask("s3://b/k").join().sentence()).contains("Another question");
    }
    hang.countDown();
    assertThat(first.join().verdict()).isEqualTo("whole");
    assertThat(questions.ask("s3://b/k").join().sentence()).contains("Another question");
    assertThat(reads).hasValue(1);
    clock.advance(Duration.ofSeconds(5));
    assertThat(questions.ask("s3://b/k").join().verdict()).isEqualTo("whole");
  }

  @Test
  void questionThatTakesTooLongOccupiesTheOnlyPlace() {
    ObjectQuestions questions =
        new ObjectQuestions(
            it -> {
              hang.await();
              return new ObjectAnswer("a", "whole", "s", List.of(), List.of());
            },
            new ObjectQuestions.Limits(PATIENCE, Duration.ZERO),
            threads,
            clock);
    assertThat(questions.ask("s3://b/k").join().sentence()).startsWith("No answer within");
    assertThat(questions.ask("s3://b/k").join().sentence()).contains("Another question");
  }

  @Test
  void failureOfAQuestionShowsOnlyItsKind() {
    ObjectQuestions questions =
        new ObjectQuestions(
            it -> {
              throw new IllegalStateException("arn:aws:iam::111122223333:role/secret");
            },
            new ObjectQuestions.Limits(Duration.ofSeconds(30), Duration.ZERO),
            threads,
            clock);
    assertThat(questions.ask("s3://b/k").join().sentence())
        .isEqualTo("There is no answer: IllegalStateException.");
    for (String address : List.of("", "b/k", "s3://", "s3://b", "s3://b/", "S3://b/k", "<b>")) {
      assertThat(questions.ask(address).join().sentence()).startsWith("The address must be s3://");
    }
  }
}
