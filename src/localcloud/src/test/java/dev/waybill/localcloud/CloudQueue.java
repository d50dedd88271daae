package dev.waybill.localcloud;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Queue of one test on the local cloud.
 *
 * @param sqs the client
 * @param url the queue's URL
 * @param arn the queue's ARN
 */
record CloudQueue(SqsClient sqs, String url, String arn) {
  static CloudQueue create(SqsClient sqs, String name, Map<QueueAttributeName, String> attributes) {
    String url = sqs.createQueue(it -> it.queueName(name).attributes(attributes)).queueUrl();
    String arn =
        sqs.getQueueAttributes(it -> it.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    return new CloudQueue(sqs, url, arn);
  }

  /** One long poll for up to ten messages. */
  List<Message> poll(Duration wait) {
    return sqs.receiveMessage(
            request ->
                request
                    .queueUrl(url)
                    .maxNumberOfMessages(10)
                    .waitTimeSeconds(Math.toIntExact(wait.toSeconds())))
        .messages();
  }

  private void delete(Message message) {
    sqs.deleteMessage(it -> it.queueUrl(url).receiptHandle(message.receiptHandle()));
  }

  /** Receives and deletes until so many bodies match, for at most ten seconds. */
  List<String> take(int count, Predicate<String> wanted) {
    List<String> bodies = new ArrayList<>();
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (bodies.size() < count && System.nanoTime() < end) {
      for (Message message : poll(Duration.ofSeconds(1))) {
        delete(message);
        if (wanted.test(message.body())) {
          bodies.add(message.body());
        }
      }
    }
    return bodies;
  }
}
