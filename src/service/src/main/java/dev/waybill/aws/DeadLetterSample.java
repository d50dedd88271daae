package dev.waybill.aws;

import dev.waybill.custody.DeadLetterIndex;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Sample of the dead-letter queue of at most fifty messages, which stay visible.
 *
 * @param sqs client that reads the queue
 * @param queueUrl URL of the dead-letter queue
 */
public record DeadLetterSample(SqsClient sqs, String queueUrl) implements DeadLetterIndex {
  private static final int MAX_RECEIVES = 5;

  @Override
  public Set<String> withoutReason() {
    Set<String> ids = new LinkedHashSet<>();
    for (int receive = 0; receive < MAX_RECEIVES; receive++) {
      List<Message> messages = receive();
      if (messages.isEmpty()) {
        break;
      }
      messages.stream()
          .filter(it -> !it.messageAttributes().containsKey(DeadLetterQueue.REASON))
          .map(Message::messageId)
          .forEach(ids::add);
    }
    return ids;
  }

  private List<Message> receive() {
    return sqs.receiveMessage(
            receive ->
                receive
                    .queueUrl(queueUrl)
                    .maxNumberOfMessages(10)
                    .visibilityTimeout(0)
                    .waitTimeSeconds(0)
                    .messageAttributeNames(DeadLetterQueue.REASON))
        .messages();
  }
}
