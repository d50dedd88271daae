package dev.waybill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class QueueConditionTest {
  private final ManualClock clock = new ManualClock(Instant.EPOCH);
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void holdsWhenTheQueueAnswers() {
    assertThat(condition(calls::incrementAndGet).problem()).isEmpty();
  }

  @Test
  void namesOnlyTheKindOfFailure() {
    QueueCondition condition =
        condition(
            () -> {
              throw new IOException("https://user:secret@queue");
            });

    assertThat(condition.problem()).contains("the queue does not answer: IOException");
  }

  @Test
  void cachesTheAnswerUntilItExpires() {
    QueueCondition condition = condition(calls::incrementAndGet);
    for (int i = 0; i < 100; i++) {
      condition.problem();
    }
    assertThat(calls).hasValue(1);

    clock.advance(Duration.ofSeconds(5));
    condition.problem();
    assertThat(calls).hasValue(2);
  }

  private QueueCondition condition(QueueProbe probe) {
    return new QueueCondition(probe, Duration.ofSeconds(5), clock);
  }
}
