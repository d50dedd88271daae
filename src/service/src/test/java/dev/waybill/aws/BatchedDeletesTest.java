package dev.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

class BatchedDeletesTest {
  private static final String QUEUE = "http://127.0.0.1:4566/000000000000/events";
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration LONG_LINGER = Duration.ofHours(1);

  private final Sqs sqs = new Sqs();
  private final List<Runnable> notDurable = new ArrayList<>();
  private BatchedDeletes deletes = new BatchedDeletes(sqs, QUEUE, LONG_LINGER, Runnable::run);

  @AfterEach
  void finish() {
    deletes.finish();
  }

  @Test
  void sendsTenDeletesInOneCall() {
    delete("m", 25);

    assertThat(sqs.batches).extracting(List::size).containsExactly(10, 10);
    assertThat(sqs.batches.get(1)).startsWith("m10").endsWith("m19");
  }

  @Test
  void sendsIncompleteBatchAfterLinger() {
    BatchedDeletes lingering = new BatchedDeletes(sqs, QUEUE, Duration.ofMillis(20), Runnable::run);
    deletes = lingering;

    // The timer takes a batch under this lock, so it cannot take one between two deletes.
    synchronized (lingering) {
      delete("a", 2);
    }
    await().atMost(LIMIT).until(() -> sqs.batches.size() == 1);
    delete("b", 1);
    await().atMost(LIMIT).until(() -> sqs.batches.size() == 2);

    assertThat(sqs.batches).containsExactly(List.of("a0", "a1"), List.of("b0"));
  }

  @Test
  void sendsPendingDeletesWhenFinished() {
    delete("m", 3);

    deletes.finish();

    assertThat(sqs.batches).containsExactly(List.of("m0", "m1", "m2"));
  }

  @Test
  void sendsDeletesAtOnceAfterFinish() {
    deletes.finish();

    delete("late", 2);

    assertThat(sqs.batches).containsExactly(List.of("late0"), List.of("late1"));
  }

  @Test
  void holdsDeletesUntilWhatWasWrittenBeforeIsDurable() throws Exception {
    deletes = new BatchedDeletes(sqs, QUEUE, LONG_LINGER, notDurable::add);
    delete("m", 10);
    assertThat(sqs.batches).isEmpty();

    Thread writer = new Thread(() -> notDurable.forEach(Runnable::run));
    writer.start();
    writer.join();

    await().atMost(LIMIT).until(() -> sqs.batches.size() == 1);
    assertThat(sqs.batches.get(0)).hasSize(10);
  }

  @Test
  void sendsNoDeleteOfWritesThatNeverBecomeDurable() {
    deletes = new BatchedDeletes(sqs, QUEUE, LONG_LINGER, notDurable::add);
    delete("m", 25);

    deletes.finish();

    assertThat(sqs.batches).isEmpty();
  }

  @Test
  void sendsDeletesThatBecomeDurableBeforeFinish() throws Exception {
    deletes = new BatchedDeletes(sqs, QUEUE, LONG_LINGER, notDurable::add);
    delete("m", 25);
    Thread writer = new Thread(() -> notDurable.forEach(Runnable::run));
    writer.start();
    writer.join();

    deletes.finish();

    assertThat(sqs.batches.stream().flatMap(List::stream)).hasSize(25).doesNotHaveDuplicates();
  }

  @Test
  void sendsDeletesOfOtherQueuesAlone() {
    delete(QUEUE + "-dlq", "other");
    delete("m", 10);

    assertThat(sqs.single).containsExactly("other");
    assertThat(sqs.batches).hasSize(1);
  }

  @Test
  void continuesAfterFailedCall() {
    sqs.fails = true;
    delete("lost", 10);

    sqs.fails = false;
    delete("m", 10);

    assertThat(sqs.batches).hasSize(1);
    assertThat(sqs.batches.get(0)).startsWith("m0");
  }

  @Test
  void continuesAfterRejectedEntry() {
    sqs.rejectedHandle = "m3";

    delete("m", 20);

    assertThat(sqs.batches).hasSize(2);
  }

  @Test
  void forwardsOtherCallsAndTheirFailures() {
    assertThat(deletes.client().serviceName()).isEqualTo("sqs");
    assertThatThrownBy(() -> deletes.client().getQueueUrl(it -> it.queueName("events")))
        .isInstanceOf(QueueDoesNotExistException.class);
  }

  @Test
  void deletesEachMessageOnceWhenCalledConcurrently() {
    IntStream.range(0, 1_000).parallel().forEach(it -> delete(it + "-", 1));
    deletes.finish();

    assertThat(sqs.batches.stream().flatMap(List::stream)).hasSize(1_000).doesNotHaveDuplicates();
    assertThat(sqs.batches).hasSize(100);
  }

  private void delete(String prefix, int count) {
    IntStream.range(0, count).forEach(at -> delete(QUEUE, prefix + at));
  }

  private void delete(String queueUrl, String receiptHandle) {
    DeleteMessageRequest request =
        DeleteMessageRequest.builder().queueUrl(queueUrl).receiptHandle(receiptHandle).build();
    assertThat(deletes.client().deleteMessage(request)).isNotNull();
  }

  /** SQS client that records the receipt handles of deletes. */
  private static final class Sqs implements SqsClient {
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final List<String> single = new CopyOnWriteArrayList<>();
    private volatile boolean fails;
    private volatile String rejectedHandle = "";

    @Override
    public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
      if (fails) {
        throw SdkClientException.create("no connection");
      }
      batches.add(
          request.entries().stream().map(DeleteMessageBatchRequestEntry::receiptHandle).toList());
      return DeleteMessageBatchResponse.builder().failed(rejections(request)).build();
    }

    private List<BatchResultErrorEntry> rejections(DeleteMessageBatchRequest request) {
      return request.entries().stream()
          .filter(it -> it.receiptHandle().equals(rejectedHandle))
          .map(it -> BatchResultErrorEntry.builder().id(it.id()).code("Rejected").build())
          .toList();
    }

    @Override
    public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
      single.add(request.receiptHandle());
      return DeleteMessageResponse.builder().build();
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
