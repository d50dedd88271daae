package dev.waybill.aws;

import dev.waybill.deadletter.DeadLetter;
import dev.waybill.deadletter.DeadLetters;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Dead letters in SQS. */
public final class SqsDeadLetters implements DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(SqsDeadLetters.class);

  /** Time for which an interrupted reader hides messages at most. */
  private static final Duration HIDDEN = Duration.ofMinutes(2);

  /** Above zero, SQS asks all of its servers before it answers that there is no message. */
  private static final int WAIT_SECONDS = 1;

  private static final int MAX_BATCH_SIZE = 10;

  private final SqsClient sqs;
  private final Queue source;
  private final Queue dead;
  private final Clock clock;

  public SqsDeadLetters(SqsClient sqs, Queue source, Queue dead, Clock clock) {
    this.sqs = sqs;
    this.source = source;
    this.dead = dead;
    this.clock = clock;
  }

  @Override
  public List<DeadLetter> receive() {
    return sqs
        .receiveMessage(
            receive ->
                receive
                    .queueUrl(dead.url())
                    .maxNumberOfMessages(MAX_BATCH_SIZE)
                    .visibilityTimeout(Math.toIntExact(HIDDEN.toSeconds()))
                    .waitTimeSeconds(WAIT_SECONDS)
                    .messageSystemAttributeNames(
                        MessageSystemAttributeName.SENT_TIMESTAMP,
                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
                    .messageAttributeNames("All"))
        .messages()
        .stream()
        .map(SqsDeadLetters::letter)
        .toList();
  }

  /** Returns a message as it was received; attributes that were not asked for count as 0. */
  public static DeadLetter letter(Message message) {
    Map<String, String> attributes = new HashMap<>();
    message
        .messageAttributes()
        .forEach(
            (name, value) -> {
              if (value.stringValue() != null) {
                attributes.put(name, value.stringValue());
              }
            });
    return new DeadLetter(
        message.messageId(),
        message.receiptHandle(),
        Instant.ofEpochMilli(number(message, MessageSystemAttributeName.SENT_TIMESTAMP)),
        (int) number(message, MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT),
        attributes,
        message.body());
  }

  private static long number(Message message, MessageSystemAttributeName name) {
    return Long.parseLong(message.attributes().getOrDefault(name, "0"));
  }

  @Override
  public void show(Collection<String> receipts) {
    List<String> all = List.copyOf(receipts);
    try {
      for (int from = 0; from < all.size(); from += MAX_BATCH_SIZE) {
        showBatch(all.subList(from, Math.min(all.size(), from + MAX_BATCH_SIZE)));
      }
    } catch (SdkException e) {
      LOG.debug("messages stay hidden for up to {}: {}", HIDDEN, e.toString());
    }
  }

  private void showBatch(List<String> receipts) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries =
        IntStream.range(0, receipts.size())
            .mapToObj(
                at ->
                    ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(Integer.toString(at))
                        .receiptHandle(receipts.get(at))
                        .visibilityTimeout(0)
                        .build())
            .toList();
    List<BatchResultErrorEntry> failed =
        sqs.changeMessageVisibilityBatch(it -> it.queueUrl(dead.url()).entries(entries)).failed();
    if (!failed.isEmpty()) {
      LOG.debug("messages stay hidden for up to {} count={}", HIDDEN, failed.size());
    }
  }

  @Override
  public void sendBack(DeadLetter letter) {
    sqs.sendMessage(send -> send.queueUrl(source.url()).messageBody(letter.body()));
  }

  @Override
  public void delete(DeadLetter letter) {
    sqs.deleteMessage(it -> it.queueUrl(dead.url()).receiptHandle(letter.receipt()));
  }

  @Override
  public Instant now() {
    GetQueueAttributesResponse response =
        sqs.getQueueAttributes(
            get -> get.queueUrl(dead.url()).attributeNames(QueueAttributeName.QUEUE_ARN));
    // The header has no fraction, so a message sent in the same second counts as earlier.
    return response
        .sdkHttpResponse()
        .firstMatchingHeader("Date")
        .map(this::date)
        .orElseGet(clock::instant)
        .plusSeconds(1);
  }

  private Instant date(String header) {
    try {
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from);
    } catch (DateTimeException e) {
      return clock.instant();
    }
  }
}
