package dev.waybill.localcloud.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.localcloud.wire.QueryError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Check of a StartMessageMoveTask. ElasticMQ sends no response when the source is the dead-letter
 * queue of no queue, and without a destination it moves the messages of all queues to one of them.
 */
final class MoveTaskCheck {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MoveTaskCheck() {}

  /**
   * Checks a call of any action.
   *
   * @param queues the attributes of all queues, by name
   * @throws QueryError the error of SQS, or UnsupportedOperation for a move to several queues
   */
  static void require(SqsCall call, Map<String, Map<String, String>> queues) {
    if (!call.action().equals("StartMessageMoveTask")) {
      return;
    }
    String source = name(call.input().path("SourceArn").asText());
    if (!queues.containsKey(source)) {
      throw new QueryError(
          400,
          "ResourceNotFoundException",
          "The resource that you specified for the SourceArn parameter doesn't exist.");
    }
    List<String> redriving =
        queues.entrySet().stream()
            .filter(queue -> source.equals(target(queue.getValue().get("RedrivePolicy"))))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    if (redriving.isEmpty()) {
      throw new QueryError(
          400, "InvalidParameterValue", "Source queue must be configured as a Dead Letter Queue.");
    }
    if (redriving.size() > 1 && call.input().path("DestinationArn").asText().isEmpty()) {
      throw new QueryError(
          400,
          "UnsupportedOperation",
          "The local SQS moves the messages of several queues only to an explicit DestinationArn; "
              + "this dead-letter queue has "
              + redriving);
    }
  }

  private static @Nullable String target(@Nullable String redrivePolicy) {
    try {
      return redrivePolicy == null || redrivePolicy.isEmpty()
          ? null
          : name(JSON.readTree(redrivePolicy).path("deadLetterTargetArn").asText());
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
