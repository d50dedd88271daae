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
 * A queue that exists.
 *
 * @param url its URL
 * @param arn its ARN
 * @param mostDeliveries after which SQS moves a message to the dead-letter queue; {@link
 *     Integer#MAX_VALUE} when it has none
 * @param deadLetterArn where its redrive policy sends what fails; null when it has none
 */
public record Queue(String url, String arn, int mostDeliveries, @Nullable String deadLetterArn) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * Finds a queue.
   *
   * @param nameOrUrl its name, or its URL
   * @throws software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException when there is none
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

  /** A policy that cannot be read sends nothing anywhere. */
  private static JsonNode json(String policy) {
    try {
      return MAPPER.readTree(policy);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Messages that wait, roughly, as SQS says. */
  public static OptionalLong depth(SqsClient sqs, String url) {
    String waiting =
        sqs.getQueueAttributes(
                get ->
                    get.queueUrl(url)
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
            .attributes()
            .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    return waiting == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(waiting));
  }
}
