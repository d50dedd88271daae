package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.lint.LintSeverity;
import dev.waybill.lint.doctor.DoctorCheck.Result;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class ClockSkewTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00.400Z");

  @Test
  void acceptsASmallDifference() {
    assertThat(check(date(NOW.minusSeconds(3)), 200).findings()).isEmpty();
  }

  @Test
  void warnsOfAClockThatIsOff() {
    assertThat(check(date(NOW.plusSeconds(40)), 200).findings())
        .singleElement()
        .satisfies(it -> assertThat(it.severity()).isEqualTo(LintSeverity.WARNING))
        .satisfies(it -> assertThat(it.problem()).contains("s behind"));
  }

  @Test
  void rejectsAClockThatS3WouldRejectSoon() {
    assertThat(check(date(NOW.minusSeconds(1000)), 403).findings())
        .singleElement()
        .satisfies(it -> assertThat(it.severity()).isEqualTo(LintSeverity.ERROR))
        .satisfies(it -> assertThat(it.problem()).contains("s ahead of"));
  }

  @Test
  void judgesNothingWithoutAReadableDate() {
    assertThat(check("yesterday", 200).findings()).isEmpty();
    assertThat(check(null, 404).findings()).isEmpty();
    assertThat(check(null, 200).detail()).isEqualTo("the endpoint states no time");
  }

  private static String date(Instant time) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
  }

  private static Result check(String date, int status) {
    SdkHttpResponse.Builder response = SdkHttpResponse.builder().statusCode(status);
    if (date != null) {
      response.putHeader("Date", date);
    }
    return new ClockSkew(new FixedHead(response.build()), "raw", Clock.fixed(NOW, ZoneOffset.UTC))
        .check();
  }

  /** S3 that answers every HEAD of a bucket with one response. */
  private record FixedHead(SdkHttpResponse response) implements S3Client {
    @Override
    public HeadBucketResponse headBucket(HeadBucketRequest request) {
      if (response.isSuccessful()) {
        HeadBucketResponse.Builder found = HeadBucketResponse.builder();
        found.sdkHttpResponse(response);
        return found.build();
      }
      throw S3Exception.builder()
          .awsErrorDetails(AwsErrorDetails.builder().sdkHttpResponse(response).build())
          .build();
    }

    @Override
    public String serviceName() {
      return "s3";
    }

    @Override
    public void close() {}
  }
}
