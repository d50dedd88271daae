package dev.waybill.camel;

import static org.assertj.core.api.Assertions.assertThat;

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
  private final DenialCircuitBreaker watch = new DenialCircuitBreaker(nanos::get);

  @ParameterizedTest
  @EnumSource(names = {"ACCESS_DENIED", "KMS_DENIED"})
  void many_denials_in_a_row_are_about_the_service(RejectReason reason) {
    ends(4, rejected(reason));
    assertThat(watch.isOn()).isFalse();
    assertThat(watch.complaint()).isEmpty();

    ends(1, rejected(reason));

    assertThat(watch.isOn()).isTrue();
    assertThat(watch.complaint()).hasValueSatisfying(it -> assertThat(it).contains("the last 5"));
  }

  @Test
  void one_success_among_them_shows_that_they_are_about_objects() {
    ends(4, rejected(RejectReason.ACCESS_DENIED));
    ends(1, new AlreadyDone(new ObjectVersion("raw", "incoming/a", "v"), "record"));
    ends(4, rejected(RejectReason.ACCESS_DENIED));

    assertThat(watch.isOn()).isFalse();
  }

  @Test
  void what_needed_no_access_shows_nothing() {
    ends(4, rejected(RejectReason.ACCESS_DENIED));
    ends(1, new Skipped(SkipReason.TEST_EVENT, "test"));
    ends(1, rejected(RejectReason.MALFORMED_NOTIFICATION));
    ends(1, rejected(RejectReason.ACCESS_DENIED));

    assertThat(watch.isOn()).isTrue();
  }

  @Test
  void credentials_that_expired_count_and_outages_do_not() {
    for (int i = 0; i < 5; i++) {
      watch.willRetry("20-seal", error(503, "SlowDown"));
    }
    assertThat(watch.isOn()).isFalse();
    for (int i = 0; i < 5; i++) {
      watch.willRetry("20-seal", error(400, "ExpiredToken"));
    }
    assertThat(watch.isOn()).isTrue();
  }

  @Test
  void while_it_is_on_the_queue_is_asked_now_and_then() {
    assertThat(watch.mayAsk()).isTrue();
    assertThat(watch.mayAsk()).isTrue();
    ends(5, rejected(RejectReason.ACCESS_DENIED));

    assertThat(watch.mayAsk()).isFalse();
    nanos.addAndGet(Duration.ofSeconds(15).toNanos());
    assertThat(watch.mayAsk()).isTrue();
    assertThat(watch.mayAsk()).isFalse();

    ends(1, new AlreadyDone(new ObjectVersion("raw", "incoming/a", "v"), "record"));
    assertThat(watch.mayAsk()).isTrue();
  }

  private void ends(int times, Outcome outcome) {
    for (int i = 0; i < times; i++) {
      watch.ended(outcome, Duration.ZERO);
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
