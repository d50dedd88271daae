package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Assertions about the errors of rejected calls. */
final class ExpectedError {
  private ExpectedError() {}

  /** Asserts that the call fails with this HTTP status and S3 error code. */
  static void of(int status, String code, ThrowingCallable call) {
    AwsServiceException error = catchThrowableOfType(AwsServiceException.class, call);
    assertThat(error).as("the call succeeded").isNotNull();
    assertThat(error.statusCode()).as(error.getMessage()).isEqualTo(status);
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
  }

  /** Asserts that the call fails with this HTTP status: a response to HEAD has no error code. */
  static void of(int status, ThrowingCallable call) {
    SdkServiceException error = catchThrowableOfType(SdkServiceException.class, call);
    assertThat(error).as("the call succeeded").isNotNull();
    assertThat(error.statusCode()).as(error.getMessage()).isEqualTo(status);
  }
}
