package dev.waybill.fixity.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000;

  private long now;
  private final Pace pace =
      new Pace(Duration.ofMillis(100), () -> now, millis -> now += millis * 1_000_000);

  private void take(int times) throws InterruptedException {
    for (int at = 0; at < times; at++) {
      pace.take(0.02);
    }
  }

  @Test
  void spreadsWorkEvenly() throws InterruptedException {
    long last = now;
    for (int at = 0; at < 500; at++) {
      take(1);
      assertThat(now - last).isLessThanOrEqualTo(SECOND / 50);
      last = now;
    }
    assertThat(now).isBetween(SECOND * 97 / 10, SECOND * 10);
  }

  @Test
  void makesUpForTheCreditAlone() throws InterruptedException {
    now += 3600 * SECOND;
    long idle = now;
    take(5);
    assertThat(now).isEqualTo(idle);
    take(100);
    assertThat(now - idle).isBetween(SECOND * 19 / 10, SECOND * 2);
  }

  @Test
  void doesNotWaitWithoutALimit() throws InterruptedException {
    for (int at = 0; at < 1000; at++) {
      pace.take(1 / Double.POSITIVE_INFINITY);
    }
    assertThat(now).isZero();
  }
}
