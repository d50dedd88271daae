package dev.waybill.camel.sink;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.IncidentName;
import dev.waybill.alert.payload.Text;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What SNS, SQS and EventBridge have in common: names, attributes and what an error means. */
final class AwsAnswer {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
  private static final int REASON = 200;

  /** What is wrong with the event; any other error is about rights, names or the service. */
  private static final Set<String> FINAL =
      Set.of(
          "InvalidMessageContents",
          "InvalidParameterValue",
          "ParameterValueInvalid",
          "BatchRequestTooLong",
          "MalformedDetail");

  private AwsAnswer() {}

  /** Sends, and names what goes wrong. */
  static void of(String setting, Runnable call) {
    try {
      call.run();
    } catch (AwsServiceException e) {
      String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
      judge(
          setting,
          e.statusCode() + " " + code,
          code,
          String.valueOf(e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorMessage()));
    } catch (SdkException e) {
      throw new SinkUnavailableException(
          setting + " cannot be reached: " + Text.oneLine(String.valueOf(e.getMessage()), REASON));
    }
  }

  /** An error's meaning by its code. */
  static void judge(String setting, String answer, String code, String message) {
    String text = setting + " answered " + Text.oneLine(answer + ": " + message, REASON);
    if (FINAL.contains(code)) {
      throw new SinkRefusedException(text);
    }
    throw new SinkUnavailableException(text);
  }

  /** What receivers filter by, without reading the event. */
  static Map<String, String> attributes(AlertEvent event) {
    return Map.of("severity", event.severity(), "rule", event.rule(), "kind", event.kind())
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> word(it.getKey(), it.getValue())));
  }

  /** The event's id as FIFO queues and topics take it for telling doubles. */
  static String deduplication(AlertEvent event) {
    String id = event.eventId();
    return ID.matcher(id).matches() ? id : IncidentName.of(id);
  }

  private static String word(String name, Object value) {
    String text = Text.oneLine(value.toString(), 256);
    return name.equals("rule") ? text : text.toLowerCase(Locale.ROOT);
  }
}
