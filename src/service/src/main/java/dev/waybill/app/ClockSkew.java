package dev.waybill.app;

import dev.waybill.lint.LintFinding;
import dev.waybill.lint.doctor.DoctorCheck.Result;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Comparison of this machine's clock with the Date header of S3. */
final class ClockSkew {
  /** S3 rejects requests that are 15 minutes off; times in records are wrong long before that. */
  private static final Duration ERROR = Duration.ofMinutes(5);

  private static final Duration WARNING = Duration.ofSeconds(10);

  private final S3Client s3;
  private final String bucket;
  private final Clock clock;

  ClockSkew(S3Client s3, String bucket, Clock clock) {
    this.s3 = s3;
    this.bucket = bucket;
    this.clock = clock;
  }

  Result check() {
    Instant before = clock.instant();
    Optional<Instant> date = response().flatMap(ClockSkew::date);
    Instant middle = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
    if (date.isEmpty()) {
      return new Result(List.of(), "the endpoint states no time", true);
    }
    // The header has whole seconds.
    Duration skew = Duration.between(date.get().plusMillis(500), middle);
    String detail = "seconds=" + skew.toSeconds();
    if (skew.abs().compareTo(WARNING) <= 0) {
      return new Result(List.of(), detail, true);
    }
    String problem =
        "this clock is "
            + skew.abs().toSeconds()
            + " s "
            + (skew.isNegative() ? "behind" : "ahead of")
            + " that of S3";
    String fix = "synchronize the clock of this machine (NTP)";
    LintFinding finding =
        skew.abs().compareTo(ERROR) > 0
            ? LintFinding.error("clock", null, 0, null, problem, fix)
            : LintFinding.warning("clock", null, 0, null, problem, fix);
    return new Result(List.of(finding), detail, true);
  }

  /** Any response has the header, also that the bucket is absent or the clock too far off. */
  private Optional<SdkHttpResponse> response() {
    try {
      return Optional.of(s3.headBucket(head -> head.bucket(bucket)).sdkHttpResponse());
    } catch (S3Exception e) {
      return Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::sdkHttpResponse);
    }
  }

  private static Optional<Instant> date(SdkHttpResponse response) {
    try {
      return response
          .firstMatchingHeader("Date")
          .map(it -> ZonedDateTime.parse(it, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
