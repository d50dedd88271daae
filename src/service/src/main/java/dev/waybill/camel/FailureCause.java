package dev.waybill.camel;

import dev.waybill.aws.ArchiveException;
import dev.waybill.aws.S3Failure;
import dev.waybill.model.RejectReason;
import dev.waybill.model.Rejected;
import dev.waybill.model.RejectedException;
import dev.waybill.record.object.ObjectVersion;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What is at the bottom of a failure.
 *
 * @param cause ours or the SDK's, without what the components wrapped it in
 */
record FailureCause(Throwable cause) {
  /** What failed: still on its way when conditions are judged, put aside when steps run. */
  static FailureCause of(Exchange exchange) {
    Throwable thrown = exchange.getException();
    if (thrown == null) {
      thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    }
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof RejectedException
          || at instanceof ArchiveException
          || at instanceof SdkException) {
        return new FailureCause(at);
      }
    }
    return new FailureCause(thrown == null ? new IllegalStateException("no failure") : thrown);
  }

  /** Whether S3 has no such object or version. */
  boolean isGone() {
    return S3Failure.of(cause) == S3Failure.GONE;
  }

  /**
   * The outcome, where trying again cannot help.
   *
   * @param deniedAll whether everything is denied, which no object is given up for
   */
  Optional<Rejected> outcome(@Nullable ObjectVersion version, int deliveries, boolean deniedAll) {
    if (cause instanceof RejectedException rejection) {
      return Optional.of(rejection.outcome());
    }
    return reason(deliveries, deniedAll)
        .map(reason -> new Rejected(reason, detail(reason), version));
  }

  private Optional<RejectReason> reason(int deliveries, boolean deniedAll) {
    return switch (S3Failure.of(cause)) {
      case ACCESS_DENIED -> unless(deniedAll, RejectReason.ACCESS_DENIED);
      case KMS_DENIED -> unless(deniedAll, RejectReason.KMS_DENIED);
      case ARCHIVED -> Optional.of(RejectReason.ARCHIVED);
      case CUSTOMER_KEY -> Optional.of(RejectReason.ENCRYPTION_UNEXPECTED);
      default -> unless(!isCorrupted() || deliveries < 2, RejectReason.DIGEST_MISMATCH);
    };
  }

  private static Optional<RejectReason> unless(boolean passing, RejectReason reason) {
    return passing ? Optional.empty() : Optional.of(reason);
  }

  /** The SDK compares checksums too. One that fails twice is no accident of the wire. */
  private boolean isCorrupted() {
    return cause instanceof SdkClientException
        && String.valueOf(cause.getMessage()).contains("different checksum");
  }

  private String detail(RejectReason reason) {
    return switch (reason) {
      case DIGEST_MISMATCH -> "the bytes read do not have the checksum that S3 stores";
      case ENCRYPTION_UNEXPECTED -> "encrypted under a key that only its writer has (SSE-C)";
      default -> summary();
    };
  }

  /** What failed, without foreign text: a service's code, or the class. */
  String summary() {
    if (cause instanceof S3Exception error) {
      return "S3 " + error.statusCode() + " " + S3Failure.code(error);
    }
    return cause instanceof ArchiveException
        ? String.valueOf(cause.getMessage())
        : cause.getClass().getSimpleName();
  }
}
