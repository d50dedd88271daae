package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** What a call is answered with when it is refused. */
final class Refusal {
  static final String WRONG_ETAG = "\"00000000000000000000000000000000\"";

  private Refusal() {}

  /** Asserts that the call fails with this HTTP status and S3 error code. */
  static void of(int status, String code, ThrowingCallable call) {
    AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
    assertThat(refusal).as("was not refused").isNotNull();
    assertThat(refusal.statusCode()).as(refusal.getMessage()).isEqualTo(status);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
  }

  /** Asserts that the call fails with this HTTP status: an answer to HEAD carries no code. */
  static void of(int status, ThrowingCallable call) {
    SdkServiceException refusal = catchThrowableOfType(SdkServiceException.class, call);
    assertThat(refusal).as("was not refused").isNotNull();
    assertThat(refusal.statusCode()).as(refusal.getMessage()).isEqualTo(status);
  }

  /** The SHA-256 as S3 spells it. */
  static String sha256(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
