package dev.waybill.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Existing SQS queue.
 *
 * @param url URL
 * @param arn ARN
 * @param maxReceiveCount number of receives after which SQS moves a message to the dead-letter
 *     queue; {@link Integer#MAX_VALUE} without a redrive policy
 * @param deadLetterArn ARN of the dead-letter queue; null without a redrive policy
 */
public record Queue(String url, String arn, int maxReceiveCount, @Nullable String deadLetterArn) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * Looks up a queue.
   *
   * @param nameOrUrl name or URL of the queue
   * @throws software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException when the queue
   *     does not exist
   */
  public static Queue find(SqsClient sqs, String nameOrUrl) {
    String url =
        nameOrUrl.contains("://")
            ? nameOrUrl
            : sqs.getQueueUrl(get -> get.queueName(nameOrUrl)).queueUrl();
    return of(
        url,
        sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL))
            .attributes());
  }

  static Queue of(String url, Map<QueueAttributeName, String> attributes) {
    JsonNode policy = json(attributes.getOrDefault(QueueAttributeName.REDRIVE_POLICY, ""));
    return new Queue(
        url,
        attributes.getOrDefault(QueueAttributeName.QUEUE_ARN, ""),
        // A number, or a string of digits.
        policy.path("maxReceiveCount").asInt(Integer.MAX_VALUE),
        policy.path("deadLetterTargetArn").textValue());
  }

  /** Parses a redrive policy; an unreadable policy counts as none. */
  private static JsonNode json(String policy) {
    try {
      return MAPPER.readTree(policy);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Returns the approximate number of visible messages; empty when SQS does not report it. */
  public static OptionalLong depth(SqsClient sqs, String url) {
    return number(sqs, url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
  }

  /** Returns the approximate number of messages in work; empty when SQS does not report it. */
  public static OptionalLong busy(SqsClient sqs, String url) {
    return number(sqs, url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
  }

  private static OptionalLong number(SqsClient sqs, String url, QueueAttributeName name) {
    String count =
        sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(name))
            .attributes()
            .get(name);
    return count == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(count));
  }
}
