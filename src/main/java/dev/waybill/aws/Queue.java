package dev.waybill.aws;

import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue that exists.
 *
 * @param url its URL
 * @param mostDeliveries after which SQS moves a message to the dead-letter queue; {@link
 *     Integer#MAX_VALUE} when it has none
 */
public record Queue(String url, int mostDeliveries) {
  private static final Pattern MOST = Pattern.compile("\"maxReceiveCount\"\\s*:\\s*\"?(\\d{1,6})");

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
    Map<QueueAttributeName, String> attributes =
        sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL))
            .attributes();
    Matcher most = MOST.matcher(attributes.getOrDefault(QueueAttributeName.REDRIVE_POLICY, ""));
    return new Queue(url, most.find() ? Integer.parseInt(most.group(1)) : Integer.MAX_VALUE);
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
