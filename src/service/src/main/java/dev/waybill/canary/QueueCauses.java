package dev.waybill.canary;

import dev.waybill.aws.Queue;
import dev.waybill.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Why a canary was not sealed: its notification never came, waits, or was given up. */
final class QueueCauses {
  private static final int PEEKS = 5;

  private final S3Client s3;
  private final SqsClient sqs;
  private final Settings settings;

  QueueCauses(S3Client s3, SqsClient sqs, Settings settings) {
    this.s3 = s3;
    this.sqs = sqs;
    this.settings = settings;
  }

  Cause find(Canary canary) {
    Queue queue = Queue.find(sqs, settings.queue().name());
    return givenUp(canary)
        .or(() -> unconfigured(queue))
        .or(() -> waiting(queue))
        .orElseGet(() -> lost(queue));
  }

  /** The messages stay visible; they are only looked at. */
  private Optional<Cause> givenUp(Canary canary) {
    String dead = Queue.find(sqs, settings.queue().deadLetterName()).url();
    for (int peek = 0; peek < PEEKS; peek++) {
      List<Message> some =
          sqs.receiveMessage(
                  receive ->
                      receive
                          .queueUrl(dead)
                          .maxNumberOfMessages(10)
                          .visibilityTimeout(0)
                          .waitTimeSeconds(0)
                          .messageAttributeNames("waybill-reason"))
              .messages();
      Optional<Message> ours =
          some.stream().filter(it -> it.body().contains(canary.key())).findAny();
      if (some.isEmpty() || ours.isPresent()) {
        return ours.map(QueueCauses::givenUp);
      }
    }
    return Optional.empty();
  }

  private static Cause givenUp(Message message) {
    MessageAttributeValue reason = message.messageAttributes().get("waybill-reason");
    return new Cause(
        Step.SEALED,
        "its notification is in the dead-letter queue"
            + (reason == null ? "" : ": " + reason.stringValue()),
        "see the reason in docs/operations.md, mend it, then redrive the message");
  }

  private Optional<Cause> unconfigured(Queue queue) {
    String bucket = settings.raw().bucket();
    String test = settings.raw().test();
    GetBucketNotificationConfigurationResponse configured =
        s3.getBucketNotificationConfiguration(get -> get.bucket(bucket));
    boolean otherWay =
        configured.eventBridgeConfiguration() != null
            || !configured.topicConfigurations().isEmpty();
    if (otherWay
        || configured.queueConfigurations().stream()
            .anyMatch(it -> it.queueArn().equals(queue.arn()) && covers(it, test))) {
      return Optional.empty();
    }
    return Optional.of(
        new Cause(
            Step.NOTIFIED,
            "the notification configuration of "
                + bucket
                + " sends nothing of "
                + test
                + " to "
                + settings.queue().name(),
            "send s3:ObjectCreated:* of "
                + test
                + " to "
                + queue.arn()
                + " (waybill baseline apply)"));
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

  private Optional<Cause> waiting(Queue queue) {
    Map<QueueAttributeName, String> now =
        sqs.getQueueAttributes(
                get -> get.queueUrl(queue.url()).attributeNames(QueueAttributeName.ALL))
            .attributes();
    int waiting = count(now, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    int inWork = count(now, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    if (waiting == 0 && inWork == 0) {
      return Optional.empty();
    }
    return Optional.of(
        inWork == 0
            ? new Cause(
                Step.NOTIFIED,
                "nobody takes messages from " + settings.queue().name() + ": " + waiting + " wait",
                "start the service (waybill run), or see why its readiness is down")
            : new Cause(
                Step.NOTIFIED,
                "the service is behind or fails: "
                    + waiting
                    + " messages wait, "
                    + inWork
                    + " in work",
                "see its log and waybill_retries_total; add workers or instances"));
  }

  private static int count(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return Integer.parseInt(attributes.getOrDefault(name, "0"));
  }

  private Cause lost(Queue queue) {
    return new Cause(
        Step.NOTIFIED,
        "no notification of it waits, is in work or was given up",
        "let S3 send to "
            + queue.arn()
            + " in the queue's policy (waybill baseline check), and find out who else takes from it");
  }
}
