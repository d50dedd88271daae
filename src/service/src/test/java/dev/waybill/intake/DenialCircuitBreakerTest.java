package dev.waybill.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.aws.S3Failure;
import dev.waybill.model.AlreadyDone;
import dev.waybill.model.Outcome;
import dev.waybill.model.RejectReason;
import dev.waybill.model.Rejected;
import dev.waybill.model.SkipReason;
import dev.waybill.model.Skipped;
import dev.waybill.record.object.ObjectVersion;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class DenialCircuitBreakerTest {
  private final AtomicLong nanos = new AtomicLong();
  private final DenialCircuitBreaker breaker =
      new DenialCircuitBreaker(S3Failure::isDenial, nanos::get);

  @ParameterizedTest
  @EnumSource(names = {"ACCESS_DENIED", "KMS_DENIED"})
  void opensAfterConsecutiveDenials(RejectReason reason) {
    ends(4, rejected(reason));
    assertThat(breaker.isOpen()).isFalse();
    assertThat(breaker.problem()).isEmpty();

    ends(1, rejected(reason));

    assertThat(breaker.isOpen()).isTrue();
    assertThat(breaker.problem()).hasValueSatisfying(it -> assertThat(it).contains("the last 5"));
  }

  @Test
  void staysClosedWhenOneSuccessIsBetweenDenials() {
    ends(4, rejected(RejectReason.ACCESS_DENIED));
    ends(1, new AlreadyDone(new ObjectVersion("raw", "incoming/a", "v"), "record"));
    ends(4, rejected(RejectReason.ACCESS_DENIED));

    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void ignoresOutcomesThatNeededNoAccess() {
    ends(4, rejected(RejectReason.ACCESS_DENIED));
    ends(1, new Skipped(SkipReason.TEST_EVENT, "test"));
    ends(1, rejected(RejectReason.MALFORMED_NOTIFICATION));
    ends(1, rejected(RejectReason.ACCESS_DENIED));

    assertThat(breaker.isOpen()).isTrue();
  }

  @Test
  void countsExpiredCredentialsAndIgnoresOutages() {
    for (int i = 0; i < 5; i++) {
      breaker.willRetry("20-seal", error(503, "SlowDown"));
    }
    assertThat(breaker.isOpen()).isFalse();
    for (int i = 0; i < 5; i++) {
      breaker.willRetry("20-seal", error(400, "ExpiredToken"));
    }
    assertThat(breaker.isOpen()).isTrue();
  }

  @Test
  void allowsPollsAtIntervalsWhileOpen() {
    assertThat(breaker.mayPoll()).isTrue();
    assertThat(breaker.mayPoll()).isTrue();
    ends(5, rejected(RejectReason.ACCESS_DENIED));

    assertThat(breaker.mayPoll()).isFalse();
    nanos.addAndGet(Duration.ofSeconds(15).toNanos());
    assertThat(breaker.mayPoll()).isTrue();
    assertThat(breaker.mayPoll()).isFalse();

    ends(1, new AlreadyDone(new ObjectVersion("raw", "incoming/a", "v"), "record"));
    assertThat(breaker.mayPoll()).isTrue();
  }

  private void ends(int times, Outcome outcome) {
    for (int i = 0; i < times; i++) {
      breaker.ended(outcome, Duration.ZERO);
    }
  }

  private static Rejected rejected(RejectReason reason) {
    return new Rejected(reason, "detail", null);
  }

  private static Throwable error(int status, String code) {
    return S3Exception.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }
}
