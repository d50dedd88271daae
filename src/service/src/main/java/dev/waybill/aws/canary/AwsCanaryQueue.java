package dev.waybill.aws.canary;

import dev.waybill.aws.Queue;
import dev.waybill.canary.CanaryQueue;
import dev.waybill.settings.QueueSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Queue in SQS, and the bucket's notifications to it.
 *
 * @param s3 client that reads the bucket's notification configuration
 * @param sqs client that reads the queues
 * @param settings names of the queues
 */
record AwsCanaryQueue(S3Client s3, SqsClient sqs, QueueSettings settings) implements CanaryQueue {
  private static final int MAX_RECEIVES = 20;

  @Override
  public String arn() {
    return Queue.find(sqs, settings.name()).arn();
  }

  /**
   * Receives with a visibility timeout of 0, so that the messages stay visible. SQS can then return
   * the same messages again, so that the distinct ones are counted.
   */
  @Override
  public DeadLetterSearch searchDeadLetters(String key) {
    String url = Queue.find(sqs, settings.deadLetterName()).url();
    int total = backlog(url).waiting();
    Set<String> searched = new HashSet<>();
    for (int receive = 0; receive < MAX_RECEIVES; receive++) {
      List<Message> messages = receive(url);
      Optional<Message> match = messages.stream().filter(it -> it.body().contains(key)).findAny();
      if (match.isPresent()) {
        return new DeadLetterSearch(match.map(AwsCanaryQueue::reason), true);
      }
      messages.forEach(it -> searched.add(it.messageId()));
      if (messages.isEmpty() || searched.size() >= total) {
        break;
      }
    }
    return new DeadLetterSearch(Optional.empty(), searched.size() >= total);
  }

  private List<Message> receive(String url) {
    return sqs.receiveMessage(
            receive ->
                receive
                    .queueUrl(url)
                    .maxNumberOfMessages(10)
                    .visibilityTimeout(0)
                    .waitTimeSeconds(0)
                    .messageAttributeNames("waybill-reason"))
        .messages();
  }

  private static String reason(Message message) {
    MessageAttributeValue reason = message.messageAttributes().get("waybill-reason");
    return reason == null ? "" : reason.stringValue();
  }

  @Override
  public boolean isConfigured(String bucket, String prefix, String queueArn) {
    GetBucketNotificationConfigurationResponse configured =
        s3.getBucketNotificationConfiguration(get -> get.bucket(bucket));
    return configured.eventBridgeConfiguration() != null
        || !configured.topicConfigurations().isEmpty()
        || configured.queueConfigurations().stream()
            .anyMatch(it -> it.queueArn().equals(queueArn) && covers(it, prefix));
  }

  private static boolean covers(QueueConfiguration configuration, String prefix) {
    boolean created =
        configuration.events().contains(Event.S3_OBJECT_CREATED)
            || configuration.events().contains(Event.S3_OBJECT_CREATED_PUT);
    List<FilterRule> rules =
        configuration.filter() == null || configuration.filter().key() == null
            ? List.of()
            : configuration.filter().key().filterRules();
    return created
        && rules.stream()
            .allMatch(it -> it.name() == FilterRuleName.PREFIX && prefix.startsWith(it.value()));
  }

  @Override
  public Backlog backlog() {
    return backlog(Queue.find(sqs, settings.name()).url());
  }

  private Backlog backlog(String url) {
    Map<QueueAttributeName, String> attributes =
        sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL))
            .attributes();
    return new Backlog(
        count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
        count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
  }

  private static int count(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return Integer.parseInt(attributes.getOrDefault(name, "0"));
  }
}
