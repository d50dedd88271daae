package dev.waybill.aws;

import dev.waybill.model.NamedThreads;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;

/**
 * Bounded, time-based batch of SQS deletes, for users of {@link #client}. A batch of ten costs as
 * much as one delete. A delete returns before it is sent: its caller has finished with the message,
 * and a message whose delete fails is received again and found to be finished. A delete waits until
 * what the caller wrote before it is durable.
 */
public final class BatchedDeletes {
  private static final Logger LOG = LoggerFactory.getLogger(BatchedDeletes.class);

  /** Limit of SQS for one call. */
  private static final int MAX_BATCH_SIZE = 10;

  /** Number of concurrent calls for deletes that waited until their writes were durable. */
  private static final int SENDERS = 4;

  /** Limit for the wait for a running call. */
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

  private final SqsClient sqs;
  private final String queueUrl;
  private final Duration linger;
  private final Consumer<Runnable> whenDurable;
  private final ExecutorService senders =
      new ThreadPoolExecutor(
          SENDERS,
          SENDERS,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          new NamedThreads("delete"),
          (afterShutdown, pool) -> afterShutdown.run());
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private List<String> pending = new ArrayList<>();
  private boolean finished;

  /**
   * @param sqs client that sends; the caller closes it
   * @param queueUrl URL of the queue whose deletes are batched; other deletes are sent at once
   * @param linger maximum wait of a delete for others
   * @param whenDurable runs an action, now or later, when all that was written before is durable;
   *     an action that never runs leaves its message to be received again
   */
  public BatchedDeletes(
      SqsClient sqs, String queueUrl, Duration linger, Consumer<Runnable> whenDurable) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.linger = linger;
    this.whenDurable = whenDurable;
  }

  /** Returns a client that batches deletes and forwards every other call. */
  public SqsClient client() {
    // A proxy, because the SDK has no delegating client of SQS, and a hand-written one would miss
    // calls that later versions of the Camel component make.
    return (SqsClient)
        Proxy.newProxyInstance(
            SqsClient.class.getClassLoader(),
            new Class<?>[] {SqsClient.class},
            (proxy, method, arguments) -> invoke(method, arguments));
  }

  private Object invoke(Method method, Object @Nullable [] arguments) throws Throwable {
    if (arguments != null
        && arguments[0] instanceof DeleteMessageRequest delete
        && queueUrl.equals(delete.queueUrl())) {
      Thread caller = Thread.currentThread();
      whenDurable.accept(() -> add(delete.receiptHandle(), caller));
      return DeleteMessageResponse.builder().build();
    }
    try {
      return method.invoke(sqs, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Adds a receipt handle; the calls of other threads than the caller's must be short. */
  private void add(String receiptHandle, Thread caller) {
    List<String> full = add(receiptHandle);
    if (Thread.currentThread() == caller) {
      send(full);
    } else if (!full.isEmpty()) {
      senders.execute(() -> send(full));
    }
  }

  /** Adds a receipt handle and returns the handles to send now, which may be none. */
  private synchronized List<String> add(String receiptHandle) {
    pending.add(receiptHandle);
    if (pending.size() >= MAX_BATCH_SIZE || finished) {
      return drain();
    }
    if (pending.size() == 1) {
      ScheduledFuture<?> unused =
          timer.schedule(() -> send(drain()), linger.toMillis(), TimeUnit.MILLISECONDS);
    }
    return List.of();
  }

  private synchronized List<String> drain() {
    List<String> drained = pending;
    pending = new ArrayList<>();
    return drained;
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
      // A request that is built here is seen by a client that is a proxy as well.
      sqs.deleteMessageBatch(
              DeleteMessageBatchRequest.builder().queueUrl(queueUrl).entries(entries).build())
          .failed()
          .forEach(BatchedDeletes::logFailure);
    } catch (RuntimeException e) {
      // On the timer's thread no caller receives the exception.
      LOG.warn(
          "sqs delete failed, messages will be received again count={} reason={}",
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

  private static void logFailure(BatchResultErrorEntry failed) {
    LOG.warn("sqs delete failed, message will be received again code={}", failed.code());
  }

  /** Sends all pending deletes; a later delete is sent at once. */
  public void finish() {
    synchronized (this) {
      finished = true;
    }
    send(drain());
    senders.shutdown();
    // Does not interrupt a running call, so that its deletes are sent.
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    timer.shutdown();
    try {
      if (!senders.awaitTermination(SHUTDOWN_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
          || !timer.awaitTermination(SHUTDOWN_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn(
            "sqs delete timed out at shutdown, messages may be received again timeout={}",
            SHUTDOWN_TIMEOUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
