package dev.waybill.fixity.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class IntakeLagTest {
  private Instant now = Instant.parse("2026-11-29T12:00:00Z");
  private Optional<Duration> wait = Optional.empty();
  private OptionalLong depth = OptionalLong.of(0);
  private boolean isFailing;
  private int looks;
  private final Clock clock = InstantSource.system().withZone(ZoneOffset.UTC);
  private final IntakeLag lag = new IntakeLag(() -> wait, this::depth, new TestClock());

  /** Clock that shows the time of the test. */
  private final class TestClock extends Clock {
    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return clock;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private OptionalLong depth() {
    looks++;
    if (isFailing) {
      throw new IllegalStateException("the queue cannot be reached");
    }
    return depth;
  }

  private Duration after(int seconds) {
    now = now.plusSeconds(seconds);
    return lag.get();
  }

  @Test
  void isTheWaitOfTheLastNotificationThatWasReceived() {
    depth = OptionalLong.of(100);
    wait = Optional.of(Duration.ofMinutes(7));
    assertThat(after(1)).isEqualTo(Duration.ofMinutes(7));
    assertThat(looks).isZero();
  }

  @Test
  void growsWhileOthersLeaveMessagesInTheQueue() {
    assertThat(after(15)).isZero();
    depth = OptionalLong.of(9);
    assertThat(after(15)).isZero();
    assertThat(after(300)).isEqualTo(Duration.ofMinutes(5));
    depth = OptionalLong.of(0);
    assertThat(after(15)).isZero();
  }

  @Test
  void endsWhenThisReplicaReceivesAgain() {
    depth = OptionalLong.of(9);
    assertThat(after(15)).isZero();
    assertThat(after(60)).isEqualTo(Duration.ofMinutes(1));
    wait = Optional.of(Duration.ofSeconds(2));
    assertThat(after(1)).isEqualTo(Duration.ofSeconds(2));
    wait = Optional.empty();
    assertThat(after(15)).isZero();
  }

  @Test
  void keepsWhatItKnowsWhenTheQueueFails() {
    depth = OptionalLong.of(9);
    assertThat(after(15)).isZero();
    isFailing = true;
    assertThat(after(60)).isEqualTo(Duration.ofMinutes(1));
    isFailing = false;
    depth = OptionalLong.empty();
    assertThat(after(60)).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void asksTheQueueEveryFifteenSeconds() {
    for (int second = 0; second < 60; second++) {
      assertThat(after(1)).isZero();
    }
    assertThat(looks).isEqualTo(4);
  }
}
