package dev.waybill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class QueueMonitorTest {
  private final ManualClock clock = new ManualClock(Instant.EPOCH);
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void answersFromTheLastReading() {
    try (QueueMonitor monitor = monitor(() -> OptionalLong.of(calls.incrementAndGet()))) {
      monitor.read();

      for (int i = 0; i < 100; i++) {
        assertThat(monitor.depth()).hasValue(1);
        assertThat(monitor.problem()).isEmpty();
      }
      assertThat(calls).hasValue(1);
    }
  }

  @Test
  void isNotReadyBeforeTheFirstReading() {
    try (QueueMonitor monitor = monitor(OptionalLong::empty)) {
      assertThat(monitor.depth()).isEmpty();
      assertThat(monitor.problem()).contains("the queue does not answer: no answer yet");
    }
  }

  @Test
  void namesOnlyTheKindOfFailure() {
    QueueProbe probe =
        () -> {
          throw new IOException("https://user:secret@queue");
        };
    try (QueueMonitor monitor = monitor(probe)) {
      monitor.read();

      assertThat(monitor.depth()).isEmpty();
      assertThat(monitor.problem()).contains("the queue does not answer: IOException");
    }
  }

  @Test
  void recoversWithTheNextReading() {
    QueueProbe probe =
        () -> {
          if (calls.incrementAndGet() == 1) {
            throw new IOException("reset");
          }
          return OptionalLong.of(7);
        };
    try (QueueMonitor monitor = monitor(probe)) {
      monitor.read();
      monitor.read();

      assertThat(monitor.depth()).hasValue(7);
      assertThat(monitor.problem()).isEmpty();
    }
  }

  @Test
  void doesNotShowAnOldReading() {
    try (QueueMonitor monitor = monitor(() -> OptionalLong.of(1))) {
      monitor.read();
      clock.advance(Duration.ofSeconds(31));

      assertThat(monitor.depth()).isEmpty();
      assertThat(monitor.problem()).contains("the queue does not answer: no answer for 31 s");
    }
  }

  @Test
  void answersWhileTheQueueHangs() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    QueueProbe probe =
        () -> {
          asked.countDown();
          new CountDownLatch(1).await();
          return OptionalLong.empty();
        };
    try (QueueMonitor monitor = monitor(probe).start()) {
      assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
      clock.advance(Duration.ofSeconds(60));

      assertThat(monitor.depth()).isEmpty();
      assertThat(monitor.problem()).contains("the queue does not answer: no answer for 60 s");
    }
  }

  private QueueMonitor monitor(QueueProbe probe) {
    return new QueueMonitor("test", probe, clock);
  }
}
