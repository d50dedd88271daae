package dev.waybill.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.intake.Denial.Cause;
import dev.waybill.intake.RightsProbe.Answer;
import dev.waybill.model.AlreadyDone;
import dev.waybill.model.RejectReason;
import dev.waybill.model.Rejected;
import dev.waybill.model.SkipReason;
import dev.waybill.model.Skipped;
import dev.waybill.record.object.ObjectVersion;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DenialCircuitBreakerTest {
  private static final AlreadyDone SUCCESS =
      new AlreadyDone(new ObjectVersion("raw", "incoming/a", "v"), "record", null);

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();
  private final DenialCircuitBreaker breaker = new DenialCircuitBreaker(nanos::get);
  private Answer answer = Answer.ALLOWED;

  @ParameterizedTest
  @EnumSource
  void opensAtOnceWhenProbeIsDenied(Cause cause) {
    answer = Answer.DENIED;

    assertThat(breaker.isOwn(denial(cause, "incoming/"))).isTrue();

    assertThat(breaker.mayPoll()).isFalse();
    assertThat(breaker.problem())
        .hasValueSatisfying(it -> assertThat(it).contains(cause.text()).contains("check the role"));
  }

  /** Messages stay in the queue, so that none uses up its deliveries. */
  @Test
  void receivesNothingInThirtyMinutesWithoutKmsAndEverythingAfterwards() {
    answer = Answer.DENIED;
    assertThat(breaker.isOwn(denial(Cause.SIGNING, "incoming/"))).isTrue();
    int before = asked.get();

    for (int second = 0; second < 30 * 60; second++) {
      pass(Duration.ofSeconds(1));
      assertThat(breaker.mayPoll()).isFalse();
    }

    assertThat(asked).as("a probe every five seconds").hasValue(before + 30 * 60 / 5);
    answer = Answer.ALLOWED;
    pass(Duration.ofSeconds(5));
    assertThat(breaker.mayPoll()).isTrue();
    assertThat(breaker.problem()).isEmpty();
  }

  @Test
  void staysClosedForAnyNumberOfDeniedObjectsWhileProbeIsAllowed() {
    for (int object = 0; object < 1000; object++) {
      assertThat(breaker.isOwn(denial(Cause.ACCESS, "incoming/" + object + "/"))).isFalse();
    }

    assertThat(breaker.mayPoll()).isTrue();
    assertThat(breaker.problem()).isEmpty();
  }

  @Test
  void asksOnceForDenialsOfTheSameSecond() {
    for (int object = 0; object < 100; object++) {
      breaker.isOwn(denial(Cause.ACCESS, "incoming/"));
    }
    assertThat(asked).hasValue(1);

    pass(Duration.ofSeconds(1));
    breaker.isOwn(denial(Cause.ACCESS, "incoming/"));
    breaker.isOwn(denial(Cause.KMS, "incoming/"));

    assertThat(asked).hasValue(3);
  }

  @Test
  void allowsNoPollBeforeProbeIsAllowed() {
    answer = Answer.DENIED;
    breaker.isOwn(denial(Cause.PROVENANCE, "incoming/"));

    for (int probe = 0; probe < 20; probe++) {
      pass(Duration.ofSeconds(5));
      assertThat(breaker.mayPoll()).isFalse();
    }
    answer = Answer.UNKNOWN;
    pass(Duration.ofSeconds(5));
    assertThat(breaker.mayPoll()).isFalse();
    answer = Answer.ALLOWED;
    pass(Duration.ofSeconds(5));

    assertThat(breaker.mayPoll()).isTrue();
    assertThat(breaker.problem()).isEmpty();
  }

  @Test
  void probesAtIntervalsWhileOpen() {
    answer = Answer.DENIED;
    breaker.isOwn(denial(Cause.ACCESS, "incoming/"));
    for (int poll = 0; poll < 10; poll++) {
      breaker.mayPoll();
    }
    assertThat(asked).hasValue(1);

    pass(Duration.ofSeconds(5));
    for (int poll = 0; poll < 10; poll++) {
      breaker.mayPoll();
    }

    assertThat(asked).hasValue(2);
  }

  @Test
  void staysOpenWhileOneOfTwoCausesIsDenied() {
    answer = Answer.DENIED;
    breaker.isOwn(denial(Cause.ACCESS, "incoming/"));
    breaker.isOwn(new Denial(Cause.KMS, "incoming/", () -> Answer.DENIED));
    answer = Answer.ALLOWED;
    pass(Duration.ofSeconds(5));

    assertThat(breaker.mayPoll()).isFalse();

    assertThat(breaker.problem())
        .hasValueSatisfying(
            it -> assertThat(it).contains(Cause.KMS.text()).doesNotContain(Cause.ACCESS.text()));
  }

  @Test
  void opensAfterUnexplainedDenialsOfDifferentPrefixesAndCauses() {
    answer = Answer.UNKNOWN;
    for (int prefix = 0; prefix < 4; prefix++) {
      assertThat(breaker.isOwn(denial(Cause.ACCESS, "incoming/" + prefix + "/"))).isFalse();
    }

    assertThat(breaker.isOwn(denial(Cause.KMS, "incoming/0/"))).isTrue();
  }

  @Test
  void countsUnexplainedDenialsOfOnePrefixOnce() {
    answer = Answer.UNKNOWN;
    for (int object = 0; object < 100; object++) {
      assertThat(breaker.isOwn(denial(Cause.ACCESS, "incoming/"))).isFalse();
    }

    assertThat(breaker.mayPoll()).isTrue();
  }

  @Test
  void forgetsUnexplainedDenialsAtSuccess() {
    answer = Answer.UNKNOWN;
    for (int prefix = 0; prefix < 4; prefix++) {
      breaker.isOwn(denial(Cause.ACCESS, "incoming/" + prefix + "/"));
    }
    breaker.ended(new Rejected(RejectReason.ACCESS_DENIED, "detail", null), Duration.ZERO);
    breaker.ended(new Skipped(SkipReason.TEST_EVENT, "detail"), Duration.ZERO);
    breaker.ended(SUCCESS, Duration.ZERO);

    assertThat(breaker.isOwn(denial(Cause.ACCESS, "incoming/5/"))).isFalse();
  }

  @Test
  void successOfWorkInFlightDoesNotClose() {
    answer = Answer.DENIED;
    breaker.isOwn(denial(Cause.PROVENANCE, "incoming/"));

    breaker.ended(SUCCESS, Duration.ZERO);

    assertThat(breaker.mayPoll()).isFalse();
  }

  private Denial denial(Cause cause, String prefix) {
    return new Denial(
        cause,
        prefix,
        () -> {
          asked.incrementAndGet();
          return answer;
        });
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
