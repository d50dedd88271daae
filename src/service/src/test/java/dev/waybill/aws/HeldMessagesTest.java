package dev.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

final class HeldMessagesTest {
  private static final String EVENTS = "http://127.0.0.1:4566/000000000000/events";
  private static final String FIXITY = "http://127.0.0.1:4566/000000000000/fixity";

  private final FakeQueue sqs = new FakeQueue();
  private final HeldMessages held = new HeldMessages(sqs);
  private final SqsClient client = held.client();

  @Test
  void handsBackWhatHasNotEnded() {
    receive(EVENTS, "a", "b");
    receive(FIXITY, "c");

    held.handBackUnfinished();

    assertThat(sqs.shown).containsExactlyInAnyOrder(EVENTS + " a", EVENTS + " b", FIXITY + " c");
  }

  @Test
  void handsBackNothingThatIsDeleted() {
    receive(EVENTS, "a", "b", "c");
    client.deleteMessage(
        DeleteMessageRequest.builder().queueUrl(EVENTS).receiptHandle("a").build());
    client.deleteMessageBatch(
        DeleteMessageBatchRequest.builder()
            .queueUrl(EVENTS)
            .entries(DeleteMessageBatchRequestEntry.builder().id("0").receiptHandle("b").build())
            .build());

    held.handBackRest();

    assertThat(sqs.shown).containsExactly(EVENTS + " c");
  }

  @Test
  void handsBackEndedMessageOnlyAfterTheDeletes() {
    receive(EVENTS, "ended");
    held.ended("ended");

    held.handBackUnfinished();
    assertThat(sqs.shown).isEmpty();

    held.handBackRest();
    assertThat(sqs.shown).containsExactly(EVENTS + " ended");
  }

  @Test
  void leavesFailedMessageToTheTimeoutOfTheQueue() {
    receive(EVENTS, "failed");
    held.failed("failed");
    held.stopping();

    held.handBackRest();

    assertThat(sqs.shown).isEmpty();
  }

  @Test
  void handsBackMessageThatTheStopInterrupted() {
    receive(EVENTS, "interrupted");
    held.stopping();
    held.failed("interrupted");

    held.handBackUnfinished();

    assertThat(sqs.shown).containsExactly(EVENTS + " interrupted");
  }

  @Test
  void handsBackEachMessageOnce() {
    receive(EVENTS, "a");

    held.handBackUnfinished();
    held.handBackRest();

    assertThat(sqs.shown).containsExactly(EVENTS + " a");
  }

  @Test
  void pollThatEndsLateBringsNothing() {
    held.handBackUnfinished();

    assertThat(receive(EVENTS, "late")).isEmpty();
    assertThat(sqs.shown).containsExactly(EVENTS + " late");
  }

  @Test
  void sendsTenAtATime() {
    receive(EVENTS, IntStream.range(0, 25).mapToObj(it -> "m" + it).toArray(String[]::new));

    held.handBackUnfinished();

    assertThat(sqs.shown).hasSize(25).doesNotHaveDuplicates();
    assertThat(sqs.calls).containsExactly(10, 10, 5);
  }

  @Test
  void goesOnAfterAFailure() {
    receive(EVENTS, IntStream.range(0, 11).mapToObj(it -> "m" + it).toArray(String[]::new));
    sqs.failures = 1;

    held.handBackUnfinished();

    assertThat(sqs.calls).hasSize(1);
    assertThat(sqs.shown).isNotEmpty();
  }

  @Test
  void forwardsOtherCallsAndTheirFailures() {
    assertThat(client.serviceName()).isEqualTo("sqs");
    assertThatThrownBy(
            () -> client.getQueueUrl(GetQueueUrlRequest.builder().queueName("x").build()))
        .isInstanceOf(QueueDoesNotExistException.class);
  }

  private List<Message> receive(String queueUrl, String... receipts) {
    sqs.waiting =
        IntStream.range(0, receipts.length)
            .mapToObj(at -> Message.builder().receiptHandle(receipts[at]).body("x").build())
            .toList();
    return client
        .receiveMessage(ReceiveMessageRequest.builder().queueUrl(queueUrl).build())
        .messages();
  }

  /** SQS client that records which messages are made visible. */
  private static final class FakeQueue implements SqsClient {
    private final List<String> shown = new ArrayList<>();
    private final List<Integer> calls = new ArrayList<>();
    private List<Message> waiting = List.of();
    private int failures;

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
      return ReceiveMessageResponse.builder().messages(waiting).build();
    }

    @Override
    public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
      return DeleteMessageResponse.builder().build();
    }

    @Override
    public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
      return DeleteMessageBatchResponse.builder().build();
    }

    @Override
    public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
        ChangeMessageVisibilityBatchRequest request) {
      if (failures-- > 0) {
        throw SdkClientException.create("no connection");
      }
      calls.add(request.entries().size());
      request
          .entries()
          .forEach(
              it -> {
                assertThat(it.visibilityTimeout()).isZero();
                shown.add(request.queueUrl() + " " + it.receiptHandle());
              });
      return ChangeMessageVisibilityBatchResponse.builder()
          .failed(List.<BatchResultErrorEntry>of())
          .build();
    }

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
      throw QueueDoesNotExistException.builder().message(request.queueName()).build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
