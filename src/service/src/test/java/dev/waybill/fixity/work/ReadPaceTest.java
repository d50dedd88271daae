package dev.waybill.fixity.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadPaceTest {
  private static final long SECOND = 1_000_000_000;

  private long now;
  private double share = 1;
  private final ReadPace pace =
      new ReadPace(1000, 10, () -> share, () -> now, millis -> now += millis * 1_000_000);

  private void bytes(int seconds) throws InterruptedException {
    for (int at = 0; at < seconds * 10; at++) {
      pace.acquire(100);
    }
  }

  @Test
  void waitsForBytesThatWereReadBefore() throws InterruptedException {
    bytes(60);
    assertThat(now).isBetween(58 * SECOND, 60 * SECOND);
  }

  @Test
  void waitsForRequestsAndCountsThem() throws InterruptedException {
    for (int at = 0; at < 600; at++) {
      pace.acquireRequest();
    }
    assertThat(now).isBetween(58 * SECOND, 60 * SECOND);
    assertThat(pace.requests()).isEqualTo(600);
  }

  @Test
  void readsAtItsShare() throws InterruptedException {
    share = 0.25;
    bytes(60);
    assertThat(now).isBetween(235 * SECOND, 240 * SECOND);
  }

  @Test
  void makesUpForOneSecondAtMost() throws InterruptedException {
    bytes(10);
    now += 3600 * SECOND;
    long idle = now;
    bytes(10);
    assertThat(now - idle).isBetween(8 * SECOND, 10 * SECOND);
  }
}
