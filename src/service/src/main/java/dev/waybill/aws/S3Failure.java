package dev.waybill.aws;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Meaning of an S3 error for an object in custody. */
public enum S3Failure {
  /**
   * The version or the key does not exist (any more), or S3 could not have given the version id.
   */
  GONE,
  /** S3 denies access. */
  ACCESS_DENIED,
  /** KMS denies access to the key, or cannot use it. */
  KMS_DENIED,
  /** The object is archived; its bytes are not readable before a restore. */
  ARCHIVED,
  /** The object is encrypted with a customer-provided key (SSE-C). */
  CUSTOMER_KEY,
  /** A condition of the request did not hold (412). */
  PRECONDITION,
  /** The caller's credentials are wrong or expired; the cause is Waybill and not the object. */
  CREDENTIALS,
  /** Any other error; a retry may succeed. */
  RETRYABLE;

  private static final Set<S3Failure> DENIALS = EnumSet.of(ACCESS_DENIED, KMS_DENIED, CREDENTIALS);
  private static final Set<String> GONE_CODES = Set.of("NoSuchKey", "NoSuchVersion");
  private static final Set<String> CREDENTIAL_CODES =
      Set.of(
          "ExpiredToken",
          "InvalidToken",
          "TokenRefreshRequired",
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "RequestTimeTooSkewed");

  /** Returns the meaning of a failure; {@link #RETRYABLE} when the failure is no S3 error. */
  public static S3Failure of(Throwable failure) {
    return failure instanceof S3Exception error ? of(error) : RETRYABLE;
  }

  /**
   * Returns true when another request has changed, or is changing, the state that the request was
   * conditional on.
   */
  public static boolean isConflict(S3Exception error) {
    return of(error) == PRECONDITION || error.statusCode() == 409;
  }

  private static S3Failure of(S3Exception error) {
    String code = code(error);
    if (code.startsWith("KMS.") || (error.statusCode() == 403 && mentionsKms(error))) {
      return KMS_DENIED;
    }
    if (CREDENTIAL_CODES.contains(code)) {
      return CREDENTIALS;
    }
    return switch (error.statusCode()) {
      case 400 -> ofBadRequest(error, code);
      case 403 -> code.equals("InvalidObjectState") ? ARCHIVED : ACCESS_DENIED;
      case 404 -> isGone(code) ? GONE : RETRYABLE;
      case 405 -> code.equals("MethodNotAllowed") ? GONE : RETRYABLE;
      case 412 -> PRECONDITION;
      default -> RETRYABLE;
    };
  }

  /**
   * Returns true when the SDK found that bytes do not have their stored checksum. The SDK has no
   * type for it, so its text decides.
   */
  public static boolean isChecksumMismatch(SdkClientException failure) {
    return String.valueOf(failure.getMessage())
        .startsWith("Data read has a different checksum than expected");
  }

  /** Returns true when S3, KMS or the provenance bucket denied the caller. */
  public static boolean isDenial(Throwable failure) {
    Throwable error = failure instanceof ArchiveException archive ? archive.s3Error() : failure;
    return DENIALS.contains(of(error));
  }

  /** Returns S3's error code; empty for a response without a body. */
  public static String code(S3Exception error) {
    return Optional.ofNullable(error.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
  }

  /**
   * Returns true when the key is gone. A response to HEAD has no code, so that 404 alone is enough.
   */
  private static boolean isGone(String code) {
    return code.isEmpty() || code.equals("404") || GONE_CODES.contains(code);
  }

  private static boolean mentionsKms(S3Exception error) {
    return message(error).contains("kms:");
  }

  private static S3Failure ofBadRequest(S3Exception error, String code) {
    if (isCustomerKey(error, code)) {
      return CUSTOMER_KEY;
    }
    return isImpossibleVersion(error, code) ? GONE : RETRYABLE;
  }

  /** Returns true for a version id that no object has: S3 rejects its form in any request. */
  private static boolean isImpossibleVersion(S3Exception error, String code) {
    return code.equals("InvalidArgument") && message(error).contains("version id");
  }

  /** Returns true for SSE-C, which has no error code of its own. */
  private static boolean isCustomerKey(S3Exception error, String code) {
    return code.equals("InvalidRequest") && message(error).contains("Server Side Encryption");
  }

  private static String message(S3Exception error) {
    return Optional.ofNullable(error.awsErrorDetails())
        .map(AwsErrorDetails::errorMessage)
        .orElse("");
  }
}
