package dev.waybill.fixity.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplicaShareTest {
  private static final long SECOND = 1_000_000_000;

  private long now;
  private int busy = 1;
  private int looks;
  private double load = 1;
  private boolean isFailing;
  private final ReplicaShare share = new ReplicaShare(this::busy, () -> load, () -> now);

  private int busy() {
    looks++;
    if (isFailing) {
      throw new IllegalStateException("the queue cannot be reached");
    }
    return busy;
  }

  private double after(int seconds) {
    now += seconds * SECOND;
    return share.getAsDouble();
  }

  @Test
  void dividesTheBudgetByTheMessagesInWork() {
    assertThat(after(0)).isEqualTo(1);
    busy = 4;
    assertThat(after(5)).isEqualTo(0.25);
  }

  @Test
  void countsOneFewerAfterAMinute() {
    busy = 3;
    assertThat(after(0)).isEqualTo(1 / 3.0);
    busy = 2;
    for (int second = 5; second < 60; second += 5) {
      assertThat(after(5)).isEqualTo(1 / 3.0);
    }
    assertThat(after(5)).isEqualTo(0.5);
  }

  @Test
  void isWholeWhenTheQueueKnowsOfNone() {
    busy = 0;
    assertThat(after(60)).isEqualTo(1);
  }

  @Test
  void usesWhatTheLoadLeaves() {
    load = 0.1;
    busy = 2;
    assertThat(after(5)).isEqualTo(0.05);
  }

  @Test
  void keepsItsShareWhenTheQueueFails() {
    busy = 2;
    assertThat(after(5)).isEqualTo(0.5);
    isFailing = true;
    assertThat(after(500)).isEqualTo(0.5);
  }

  @Test
  void asksTheQueueEveryFiveSeconds() {
    for (int at = 0; at < 100; at++) {
      double unused = share.getAsDouble();
      now += SECOND / 10;
    }
    assertThat(looks).isEqualTo(2);
  }
}
