package dev.waybill.aws.identity;

import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Root causes of SDK failures. */
final class SdkFailure {
  private SdkFailure() {}

  /** Finds the first failure of a type among a failure and its causes. */
  static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return Optional.of(type.cast(at));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the error code of a service that rejected the call; empty when the service failed or
   * did not answer.
   */
  static Optional<String> rejectionCode(Throwable failure) {
    return find(failure, AwsServiceException.class)
        .filter(error -> error.statusCode() < 500)
        .map(SdkFailure::code);
  }

  private static String code(AwsServiceException error) {
    return Optional.ofNullable(error.awsErrorDetails())
        .map(AwsErrorDetails::errorCode)
        .orElse("HTTP " + error.statusCode());
  }

  /** Returns the message for a service that failed or did not answer. */
  static String unreachable(String service, Throwable failure) {
    return service
        + " does not answer ("
        + summary(failure)
        + "); check the network path from this machine";
  }

  /** Returns the network error or the failure's type; a library's message may contain anything. */
  static String summary(Throwable failure) {
    return find(failure, AwsServiceException.class)
        .map(SdkFailure::code)
        .or(() -> find(failure, IOException.class).map(SdkFailure::network))
        .orElse(failure.getClass().getSimpleName());
  }

  private static String network(IOException failure) {
    return isNetwork(failure)
        ? String.valueOf(failure.getMessage())
        : failure.getClass().getSimpleName();
  }

  /** Returns true when the failure came from a connection and not from a file. */
  static boolean isNetwork(IOException failure) {
    String origin = failure.getClass().getPackageName();
    return origin.startsWith("java.net") || origin.startsWith("org.apache.hc");
  }
}
