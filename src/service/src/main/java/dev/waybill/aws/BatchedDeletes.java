package dev.waybill.aws;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;

/**
 * Deletes the messages of one queue ten at a time, which costs what one costs, for whoever uses
 * {@link #client}. A delete returns before it is sent: whoever asks for it is done with the
 * message, and one that was not deleted after all comes again and is found done.
 */
public final class BatchedDeletes {
  private static final Logger LOG = LoggerFactory.getLogger(BatchedDeletes.class);

  /** The most that SQS takes in one call. */
  private static final int BATCH = 10;

  /** How long the end waits for a call that is under way. */
  private static final Duration LAST_CALL = Duration.ofSeconds(5);

  private final SqsClient sqs;
  private final String queueUrl;
  private final Duration linger;
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private List<String> waiting = new ArrayList<>();
  private boolean finished;

  /**
   * @param sqs the client that sends; it stays the caller's to close
   * @param queueUrl the queue whose deletes are gathered; those of others are sent as they come
   * @param linger the longest that a delete waits for others
   */
  public BatchedDeletes(SqsClient sqs, String queueUrl, Duration linger) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.linger = linger;
  }

  /** The client whose deletes are gathered; whatever else it is asked is passed on. */
  public SqsClient client() {
    // A proxy, because the SDK has no delegating client of SQS, and a hand-written one would miss
    // what the component calls tomorrow.
    return (SqsClient)
        Proxy.newProxyInstance(
            SqsClient.class.getClassLoader(),
            new Class<?>[] {SqsClient.class},
            (proxy, method, arguments) -> called(method, arguments));
  }

  private Object called(Method method, Object @Nullable [] arguments) throws Throwable {
    if (arguments != null
        && arguments[0] instanceof DeleteMessageRequest delete
        && queueUrl.equals(delete.queueUrl())) {
      send(gather(delete.receiptHandle()));
      return DeleteMessageResponse.builder().build();
    }
    try {
      return method.invoke(sqs, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Adds a receipt handle; what is to be sent now is returned. */
  private synchronized List<String> gather(String receiptHandle) {
    waiting.add(receiptHandle);
    if (waiting.size() >= BATCH || finished) {
      return taken();
    }
    if (waiting.size() == 1) {
      ScheduledFuture<?> unused =
          timer.schedule(() -> send(taken()), linger.toMillis(), TimeUnit.MILLISECONDS);
    }
    return List.of();
  }

  private synchronized List<String> taken() {
    List<String> taken = waiting;
    waiting = new ArrayList<>();
    return taken;
  }

  private void send(List<String> receiptHandles) {
    if (receiptHandles.isEmpty()) {
      return;
    }
    List<DeleteMessageBatchRequestEntry> entries =
        IntStream.range(0, receiptHandles.size())
            .mapToObj(at -> entry(at, receiptHandles.get(at)))
            .toList();
    try {
      sqs.deleteMessageBatch(batch -> batch.queueUrl(queueUrl).entries(entries))
          .failed()
          .forEach(BatchedDeletes::tell);
    } catch (RuntimeException e) {
      // Nobody else hears of it on the timer's thread.
      LOG.warn(
          "{} messages that are done could not be deleted, and come again: {}",
          entries.size(),
          e.toString());
    }
  }

  private static DeleteMessageBatchRequestEntry entry(int id, String receiptHandle) {
    return DeleteMessageBatchRequestEntry.builder()
        .id(Integer.toString(id))
        .receiptHandle(receiptHandle)
        .build();
  }

  private static void tell(BatchResultErrorEntry failed) {
    LOG.warn("a message that is done could not be deleted, and comes again: {}", failed.code());
  }

  /** Sends what still waits; a delete that is asked for later is sent at once. */
  public void finish() {
    synchronized (this) {
      finished = true;
    }
    send(taken());
    // Not interrupted: what it is sending is sent to its end.
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    timer.shutdown();
    try {
      if (!timer.awaitTermination(LAST_CALL.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("a call that deletes messages is still under way; they may come again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
