package dev.waybill.aws.alert;

import dev.waybill.alert.delivery.AlertRejectedException;
import dev.waybill.alert.delivery.SinkUnavailableException;
import dev.waybill.alert.payload.SafeText;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Mapping of SNS, SQS and EventBridge errors to the exceptions of a sink. */
final class AwsSinkErrors {
  private static final int MAX_ERROR_LENGTH = 200;

  /** Codes that blame the event; any other code concerns permissions, names or the service. */
  private static final Set<String> REJECTION_CODES =
      Set.of(
          "InvalidMessageContents",
          "InvalidParameterValue",
          "ParameterValueInvalid",
          "BatchRequestTooLong",
          "MalformedDetail");

  private AwsSinkErrors() {}

  /**
   * Runs a call and maps its failure.
   *
   * @param setting key of the setting to name in error messages
   * @throws SinkUnavailableException when a retry may succeed
   * @throws AlertRejectedException when the service will never accept the event
   */
  static void run(String setting, Runnable call) {
    try {
      call.run();
    } catch (AwsServiceException e) {
      AwsErrorDetails details = e.awsErrorDetails();
      String code = details == null ? "" : details.errorCode();
      String message = String.valueOf(details == null ? "" : details.errorMessage());
      throw exception(setting, e.statusCode() + " " + code, code, message);
    } catch (SdkException e) {
      String reason = SafeText.oneLine(String.valueOf(e.getMessage()), MAX_ERROR_LENGTH);
      throw new SinkUnavailableException(setting + " cannot be reached: " + reason);
    }
  }

  /**
   * Returns the exception for an error code.
   *
   * @param setting key of the setting to name in the message
   * @param status status of the response and error code
   * @param code error code; empty when there is none
   * @param message message of the service; untrusted input
   */
  static RuntimeException exception(String setting, String status, String code, String message) {
    String text =
        setting + " answered " + SafeText.oneLine(status + ": " + message, MAX_ERROR_LENGTH);
    return REJECTION_CODES.contains(code)
        ? new AlertRejectedException(text)
        : new SinkUnavailableException(text);
  }
}
