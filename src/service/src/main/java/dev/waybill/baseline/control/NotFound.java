package dev.waybill.baseline.control;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Conversion of the AWS error for a missing resource to an empty result. */
final class NotFound {
  private NotFound() {}

  /**
   * Returns the result of a call, or an empty result when the resource does not exist.
   *
   * @param codes AWS error codes that mean that the resource does not exist
   */
  static <T> Optional<T> of(Supplier<T> call, Set<String> codes) {
    try {
      return Optional.of(call.get());
    } catch (AwsServiceException e) {
      if (e.awsErrorDetails() != null && codes.contains(e.awsErrorDetails().errorCode())) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
