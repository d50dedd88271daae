package dev.waybill.baseline.control;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Tells "there is none", which AWS answers with an error, from all other errors. */
final class NotFound {
  private NotFound() {}

  /**
   * Returns the result of a call, or nothing when the resource does not exist.
   *
   * @param codes the error codes that mean that there is none
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
