package dev.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Tests of the mapping of S3's own codes and messages. */
final class S3FailureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | NoSuchKey | The specified key does not exist. | GONE",
        "404 | NoSuchVersion | The specified version does not exist. | GONE",
        "405 | MethodNotAllowed | The specified method is not allowed. | GONE",
        "404 | NoSuchBucket | The specified bucket does not exist | RETRYABLE",
        "404 | NoSuchUpload | The specified upload does not exist. | RETRYABLE",
        "403 | AccessDenied | Access Denied | ACCESS_DENIED",
        "403 | AccessDenied | not authorized to perform: kms:Decrypt on resource | KMS_DENIED",
        "400 | KMS.DisabledException | arn is disabled. | KMS_DENIED",
        "400 | KMS.NotFoundException | Invalid keyId | KMS_DENIED",
        "403 | InvalidObjectState | not valid for the object's storage class | ARCHIVED",
        "400 | InvalidRequest | stored using a form of Server Side Encryption. | CUSTOMER_KEY",
        "400 | InvalidRequest | Missing required header for this request | RETRYABLE",
        "400 | ExpiredToken | The provided token has expired. | CREDENTIALS",
        "403 | SignatureDoesNotMatch | The request signature | CREDENTIALS",
        "412 | PreconditionFailed | At least one of the pre-conditions | PRECONDITION",
        "409 | ConditionalRequestConflict | conflicting operation | RETRYABLE",
        "503 | SlowDown | Please reduce your request rate. | RETRYABLE",
        "500 | InternalError | We encountered an internal error. | RETRYABLE",
      })
  void mapsErrorToItsMeaning(int status, String code, String message, S3Failure meaning) {
    assertThat(S3Failure.of(error(status, code, message))).isEqualTo(meaning);
  }

  @Test
  void treats404WithoutBodyAsGone() {
    assertThat(S3Failure.of(S3Exception.builder().statusCode(404).build()))
        .isEqualTo(S3Failure.GONE);
  }

  @Test
  void recognizesConflictsOfConditionalRequests() {
    assertThat(S3Failure.isConflict(error(412, "PreconditionFailed", ""))).isTrue();
    assertThat(S3Failure.isConflict(error(409, "ConditionalRequestConflict", ""))).isTrue();
    assertThat(S3Failure.isConflict(error(404, "NoSuchKey", ""))).isFalse();
  }

  @Test
  void treatsOtherFailuresAsRetryable() {
    assertThat(S3Failure.of(new IllegalStateException("NoSuchKey"))).isEqualTo(S3Failure.RETRYABLE);
  }

  private static S3Exception error(int status, String code, String message) {
    AwsErrorDetails details =
        AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
    return (S3Exception) S3Exception.builder().statusCode(status).awsErrorDetails(details).build();
  }
}
