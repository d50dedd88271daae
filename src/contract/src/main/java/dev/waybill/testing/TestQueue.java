package dev.waybill.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Queue of one test.
 *
 * @param sqs the client
 * @param url URL of the queue
 * @param arn ARN of the queue
 */
public record TestQueue(SqsClient sqs, String url, String arn) {
  public static TestQueue create(
      SqsClient sqs, String name, Map<QueueAttributeName, String> attributes) {
    String url = sqs.createQueue(it -> it.queueName(name).attributes(attributes)).queueUrl();
    String arn =
        sqs.getQueueAttributes(it -> it.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    return new TestQueue(sqs, url, arn);
  }

  public void send(String body) {
    sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
  }

  /** Polls once for at most ten messages. */
  public List<Message> poll(Duration wait) {
    return sqs.receiveMessage(
            request ->
                request
                    .queueUrl(url)
                    .maxNumberOfMessages(10)
                    .waitTimeSeconds(Math.toIntExact(wait.toSeconds())))
        .messages();
  }

  public void delete(Message message) {
    sqs.deleteMessage(it -> it.queueUrl(url).receiptHandle(message.receiptHandle()));
  }

  /** Receives and deletes messages until {@code count} bodies match, for at most a minute. */
  public List<String> receive(int count, Predicate<String> wanted) {
    List<String> bodies = new ArrayList<>();
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
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
