package dev.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3VersionPagesTest {
  private final List<Long> pauses = new ArrayList<>();

  /** Client that fails a number of times. */
  private static class FailingS3 implements S3Client {
    private final SdkException failure;
    private int left;

    FailingS3(SdkException failure, int times) {
      this.failure = failure;
      this.left = times;
    }

    @Override
    public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
      if (left-- > 0) {
        throw failure;
      }
      return ListObjectVersionsResponse.builder().isTruncated(false).build();
    }

    @Override
    public String serviceName() {
      return "s3";
    }

    @Override
    public void close() {}
  }

  private static SdkException failure(int status, String code) {
    return S3Exception.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }

  private S3VersionPages pages(SdkException failure, int times) {
    return new S3VersionPages(new FailingS3(failure, times), "b", pauses::add);
  }

  @Test
  void retriesFiveTimesWhenS3IsBusy() {
    S3VersionPages pages = pages(failure(503, "SlowDown"), 5);

    assertThat(pages.page("p/", null, null).versions()).isEmpty();
    assertThat(pauses).containsExactly(500L, 1000L, 2000L, 4000L, 8000L);
  }

  @Test
  void failsAtTheSixthFailure() {
    S3VersionPages pages = pages(failure(503, "SlowDown"), 6);

    assertThatThrownBy(() -> pages.page("p/", null, null)).isInstanceOf(S3Exception.class);
  }

  @Test
  void failsAtOnceWhenDenied() {
    S3VersionPages pages = pages(failure(403, "AccessDenied"), 1);

    assertThatThrownBy(() -> pages.page("p/", null, null)).isInstanceOf(S3Exception.class);
    assertThat(pauses).isEmpty();
  }

  @Test
  void stopsWhenInterrupted() {
    S3VersionPages pages =
        new S3VersionPages(
            new FailingS3(failure(503, "SlowDown"), 1),
            "b",
            millis -> {
              throw new InterruptedException();
            });

    assertThatThrownBy(() -> pages.page("p/", null, null)).isInstanceOf(AbortedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void failsOnTruncatedPageWithoutNextKey() {
    S3Client s3 =
        new FailingS3(failure(503, "SlowDown"), 0) {
          @Override
          public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
            return ListObjectVersionsResponse.builder().isTruncated(true).build();
          }
        };

    assertThatThrownBy(() -> new S3VersionPages(s3, "b").page("p/", null, null))
        .isInstanceOf(IllegalStateException.class);
  }
}
