package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Contract of SQS, as the pipeline uses it. */
@ExtendWith(CloudExtension.class)
final class QueueContractIT {
  private final CloudUnderTest cloud;
  private final SqsClient sqs;

  QueueContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.sqs = cloud.sqs();
  }

  @Test
  void aMessageIsReceivedOnceAndDeleted() {
    TestQueue queue = cloud.queue("simple");
    queue.send("hello \u00e4 \ud83d\ude00 <&>");
    Message message = only(queue.poll(Duration.ofSeconds(2)));
    assertThat(message.body()).isEqualTo("hello \u00e4 \ud83d\ude00 <&>");
    assertThat(queue.poll(Duration.ofSeconds(1))).isEmpty();
    queue.delete(message);
    assertThat(count(queue)).isZero();
  }

  @Test
  void aQueueIsFoundByItsNameAndAMissingOneIsReported() {
    String name = cloud.uniqueName("named");
    TestQueue queue = TestQueue.create(sqs, name, Map.of());
    assertThat(sqs.getQueueUrl(it -> it.queueName(name)).queueUrl()).isEqualTo(queue.url());
    assertThat(queue.arn()).startsWith("arn:aws:sqs:us-east-1:").endsWith(":" + name);
    assertThatThrownBy(() -> sqs.getQueueUrl(it -> it.queueName(name + "-absent")))
        .isInstanceOf(QueueDoesNotExistException.class);
  }

  @Test
  void batchesOfTenAreSentAndDeleted() {
    TestQueue queue = cloud.queue("batch");
    List<SendMessageBatchRequestEntry> entries =
        IntStream.range(0, 10)
            .mapToObj(i -> SendMessageBatchRequestEntry.builder().id("m" + i).messageBody("b" + i))
            .map(SendMessageBatchRequestEntry.Builder::build)
            .toList();
    assertThat(sqs.sendMessageBatch(it -> it.queueUrl(queue.url()).entries(entries)).successful())
        .hasSize(10);
    List<Message> received = new ArrayList<>();
    for (int i = 0; i < 10 && received.size() < 10; i++) {
      received.addAll(queue.poll(Duration.ofSeconds(1)));
    }
    assertThat(received)
        .extracting(Message::body)
        .containsExactlyInAnyOrder("b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9");
    List<DeleteMessageBatchRequestEntry> deletes =
        received.stream()
            .map(
                message ->
                    DeleteMessageBatchRequestEntry.builder()
                        .id(message.body())
                        .receiptHandle(message.receiptHandle())
                        .build())
            .toList();
    assertThat(sqs.deleteMessageBatch(it -> it.queueUrl(queue.url()).entries(deletes)).successful())
        .hasSize(10);
    assertThat(count(queue)).isZero();
  }

  @Test
  void anUndeletedMessageIsRedeliveredAndCountedAfterItsVisibilityTimeout() {
    TestQueue queue =
        TestQueue.create(
            sqs, cloud.uniqueName("visible"), Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"));
    queue.send("again");
    only(queue.poll(Duration.ofSeconds(2)));
    Message second =
        only(
            sqs.receiveMessage(
                    it ->
                        it.queueUrl(queue.url())
                            .waitTimeSeconds(20)
                            .messageSystemAttributeNames(
                                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .messages());
    assertThat(second.attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
  }

  @Test
  void visibilityCanBeReleasedAndExtended() {
    TestQueue queue = cloud.queue("changed");
    queue.send("x");
    Message first = only(queue.poll(Duration.ofSeconds(2)));
    changeVisibility(queue, first, 0);
    Message second = only(queue.poll(Duration.ofSeconds(2)));
    changeVisibility(queue, second, 1);
    changeVisibility(queue, second, 30);
    assertThat(queue.poll(Duration.ofSeconds(2))).isEmpty();
  }

  @Test
  void aMessageReceivedTooOftenIsMovedToTheDeadLetterQueue() {
    TestQueue dead = cloud.queue("dead");
    String redrive = "{\"deadLetterTargetArn\":\"" + dead.arn() + "\",\"maxReceiveCount\":\"2\"}";
    TestQueue queue =
        TestQueue.create(
            sqs,
            cloud.uniqueName("redriven"),
            Map.of(
                QueueAttributeName.REDRIVE_POLICY,
                redrive,
                QueueAttributeName.VISIBILITY_TIMEOUT,
                "0"));
    queue.send("poison");
    for (int i = 0; i < 3; i++) {
      queue.poll(Duration.ofSeconds(1));
    }
    assertThat(dead.receive(1, body -> true)).containsExactly("poison");
    assertThat(queue.poll(Duration.ZERO)).isEmpty();
  }

  @Test
  void aLongPollReturnsAsSoonAsAMessageArrives() throws Exception {
    TestQueue queue = cloud.queue("long");
    CompletableFuture<List<Message>> poll =
        CompletableFuture.supplyAsync(() -> queue.poll(Duration.ofSeconds(20)));
    Thread.sleep(300);
    long sent = System.nanoTime();
    queue.send("soon");
    assertThat(poll.get(60, TimeUnit.SECONDS)).extracting(Message::body).containsExactly("soon");
    assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void aLongPollOfAnEmptyQueueWaits() {
    TestQueue queue = cloud.queue("empty");
    long start = System.nanoTime();
    assertThat(queue.poll(Duration.ofSeconds(1))).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(900));
  }

  @Test
  void attributesOfAMessageAreReturned() {
    TestQueue queue = cloud.queue("attributes");
    sqs.sendMessage(
        it ->
            it.queueUrl(queue.url())
                .messageBody("x")
                .messageAttributes(
                    Map.of(
                        "reason",
                        MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue("object-gone")
                            .build())));
    Message message =
        only(
            sqs.receiveMessage(
                    it -> it.queueUrl(queue.url()).waitTimeSeconds(2).messageAttributeNames("All"))
                .messages());
    assertThat(message.messageAttributes().get("reason").stringValue()).isEqualTo("object-gone");
  }

  private void changeVisibility(TestQueue queue, Message message, int seconds) {
    sqs.changeMessageVisibility(
        it ->
            it.queueUrl(queue.url())
                .receiptHandle(message.receiptHandle())
                .visibilityTimeout(seconds));
  }

  private static Message only(List<Message> messages) {
    assertThat(messages).hasSize(1);
    return messages.get(0);
  }

  private static int count(TestQueue queue) {
    Map<QueueAttributeName, String> attributes =
        queue
            .sqs()
            .getQueueAttributes(
                it ->
                    it.queueUrl(queue.url())
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
            .attributes();
    return attributes.values().stream().mapToInt(Integer::parseInt).sum();
  }
}
