package dev.waybill.camel;

import dev.waybill.aws.ArchiveException;
import dev.waybill.aws.S3Failure;
import dev.waybill.custody.hook.HookFailedException;
import dev.waybill.digest.ChecksumMismatchException;
import dev.waybill.model.RejectReason;
import dev.waybill.model.Rejected;
import dev.waybill.model.RejectedException;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.signing.SigningUnavailableException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Root cause of a failure.
 *
 * @param cause the exception of Waybill or of the SDK, without the exceptions that wrap it
 */
record FailureCause(Throwable cause) {
  /** Returns the cause, which Camel keeps in one place for conditions and in another for steps. */
  static FailureCause of(Exchange exchange) {
    Throwable thrown = exchange.getException();
    if (thrown == null) {
      thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    }
    return of(thrown == null ? new IllegalStateException("no failure") : thrown);
  }

  /** Returns the cause of a failure outside the routes. */
  static FailureCause of(Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof RejectedException
          || at instanceof ArchiveException
          || at instanceof ChecksumMismatchException
          || at instanceof HookFailedException
          || at instanceof SigningUnavailableException
          || at instanceof SdkException) {
        return new FailureCause(at);
      }
    }
    return new FailureCause(thrown);
  }

  /** Returns true when S3 has no such object or version. */
  boolean isGone() {
    return S3Failure.of(cause) == S3Failure.GONE;
  }

  /**
   * Returns the outcome of a failure that a retry cannot resolve; empty for any other failure.
   *
   * @param version the version in custody, or null when there is none yet
   * @param deliveries the number of deliveries of the message, this one included
   */
  Optional<Rejected> outcome(@Nullable ObjectVersion version, int deliveries) {
    if (cause instanceof RejectedException rejection) {
      return Optional.of(rejection.outcome());
    }
    return reason(deliveries).map(reason -> new Rejected(reason, detail(reason), version));
  }

  private Optional<RejectReason> reason(int deliveries) {
    return switch (S3Failure.of(cause)) {
      case ARCHIVED -> Optional.of(RejectReason.ARCHIVED);
      case CUSTOMER_KEY -> Optional.of(RejectReason.ENCRYPTION_UNEXPECTED);
      default ->
          isCorrupted() && deliveries > 1
              ? Optional.of(RejectReason.DIGEST_MISMATCH)
              : Optional.empty();
    };
  }

  /**
   * Returns the outcome after the last delivery.
   *
   * @param own true when the failure is a denial of Waybill's own rights, not of the object
   */
  Rejected exhausted(@Nullable ObjectVersion version, boolean own) {
    if (cause instanceof HookFailedException hook) {
      return hook.outcome();
    }
    if (isSigning()) {
      return new Rejected(RejectReason.SIGNING_UNAVAILABLE, summary(), version);
    }
    RejectReason reason =
        switch (S3Failure.of(cause)) {
          case ACCESS_DENIED -> RejectReason.ACCESS_DENIED;
          case KMS_DENIED -> RejectReason.KMS_DENIED;
          default -> RejectReason.RETRIES_EXHAUSTED;
        };
    return new Rejected(own ? RejectReason.RETRIES_EXHAUSTED : reason, summary(), version);
  }

  /** A second mismatch of the same object is no transmission error. */
  private boolean isCorrupted() {
    return cause instanceof ChecksumMismatchException;
  }

  /** Returns true when the key that signs records cannot be used now. */
  boolean isSigning() {
    return cause instanceof SigningUnavailableException;
  }

  private String detail(RejectReason reason) {
    return switch (reason) {
      case DIGEST_MISMATCH -> "the bytes read do not have the checksum that S3 stores";
      case ENCRYPTION_UNEXPECTED -> "encrypted under a key that only its writer has (SSE-C)";
      default -> summary();
    };
  }

  /** Returns a summary without untrusted input: the service's error code, or the class. */
  String summary() {
    if (cause instanceof S3Exception error) {
      return "S3 " + error.statusCode() + " " + S3Failure.code(error);
    }
    return cause instanceof ArchiveException
            || cause instanceof HookFailedException
            || cause instanceof SigningUnavailableException
        ? String.valueOf(cause.getMessage())
        : cause.getClass().getSimpleName();
  }
}
