package dev.waybill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.HandClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class QueueConditionTest {
  private final HandClock clock = new HandClock(Instant.EPOCH);
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void a_queue_that_answers_is_no_complaint() {
    assertThat(condition(asked::incrementAndGet).complaint()).isEmpty();
  }

  @Test
  void a_queue_that_does_not_answer_is_named_by_kind_and_nothing_secret() {
    QueueCondition condition =
        condition(
            () -> {
              throw new IOException("https://user:secret@queue");
            });

    assertThat(condition.complaint()).contains("the queue does not answer: IOException");
  }

  @Test
  void a_flood_of_probes_is_one_request_until_the_answer_is_old() {
    QueueCondition condition = condition(asked::incrementAndGet);
    for (int i = 0; i < 100; i++) {
      condition.complaint();
    }
    assertThat(asked).hasValue(1);

    clock.turn(Duration.ofSeconds(5));
    condition.complaint();
    assertThat(asked).hasValue(2);
  }

  private QueueCondition condition(QueueProbe probe) {
    return new QueueCondition(probe, Duration.ofSeconds(5), clock);
  }
}
