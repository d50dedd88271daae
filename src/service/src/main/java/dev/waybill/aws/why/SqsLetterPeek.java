package dev.waybill.aws.why;

import dev.waybill.aws.Queue;
import dev.waybill.aws.SqsDeadLetters;
import dev.waybill.deadletter.DeadLetter;
import dev.waybill.why.source.DeadLetterPeek;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Look at up to fifty messages of the dead-letter queue, which stay visible.
 *
 * @param name name of the dead-letter queue
 */
public record SqsLetterPeek(SqsClient sqs, String name) implements DeadLetterPeek {
  private static final int MAX_RECEIVES = 5;
  private static final int MAX_BATCH_SIZE = 10;

  @Override
  public Letters look() {
    String url = Queue.find(sqs, name).url();
    Map<String, DeadLetter> letters = new LinkedHashMap<>();
    for (int receive = 0; receive < MAX_RECEIVES; receive++) {
      List<Message> messages = receive(url);
      int before = letters.size();
      messages.forEach(it -> letters.putIfAbsent(it.messageId(), SqsDeadLetters.letter(it)));
      if (letters.size() == before) {
        return new Letters(List.copyOf(letters.values()), messages.isEmpty());
      }
    }
    return new Letters(List.copyOf(letters.values()), false);
  }

  private List<Message> receive(String url) {
    return sqs.receiveMessage(
            it ->
                it.queueUrl(url)
                    .maxNumberOfMessages(MAX_BATCH_SIZE)
                    .visibilityTimeout(0)
                    .waitTimeSeconds(0)
                    .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP)
                    .messageAttributeNames("All"))
        .messages();
  }
}
