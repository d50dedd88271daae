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
 * Queue of one test that receives the notifications of a bucket.
 *
 * @param sqs the client
 * @param url the queue's URL
 * @param arn the queue's ARN
 */
record QueueFixture(SqsClient sqs, String url, String arn) {
  private static final Duration RECEIVE_TIMEOUT = Duration.ofMinutes(1);

  /** Creates the queue, or returns the one that already has this name. */
  static QueueFixture create(SqsClient sqs, String name) {
    String url = sqs.createQueue(it -> it.queueName(name).attributes(Map.of())).queueUrl();
    String arn =
        sqs.getQueueAttributes(it -> it.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    return new QueueFixture(sqs, url, arn);
  }

  /** Waits for up to ten messages with one long poll. */
  List<Message> poll(Duration wait) {
    return sqs.receiveMessage(
            request ->
                request
                    .queueUrl(url)
                    .maxNumberOfMessages(10)
                    .waitTimeSeconds(Math.toIntExact(wait.toSeconds())))
        .messages();
  }

  /** Receives and deletes messages until {@code count} bodies match, for at most a minute. */
  List<String> receive(int count, Predicate<String> wanted) {
    List<String> bodies = new ArrayList<>();
    long end = System.nanoTime() + RECEIVE_TIMEOUT.toNanos();
    while (bodies.size() < count && System.nanoTime() < end) {
      for (Message message : poll(Duration.ofSeconds(1))) {
        sqs.deleteMessage(it -> it.queueUrl(url).receiptHandle(message.receiptHandle()));
        if (wanted.test(message.body())) {
          bodies.add(message.body());
        }
      }
    }
    return bodies;
  }
}
