package dev.waybill.aws;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Messages that this process has received by {@link #client} and neither deleted nor failed. When
 * the process stops, they are made visible at once, so that another replica does not wait for the
 * visibility timeout. Thread-safe.
 */
public final class HeldMessages {
  private static final Logger LOG = LoggerFactory.getLogger(HeldMessages.class);

  /** Limit of SQS for one call. */
  private static final int MAX_BATCH_SIZE = 10;

  private final SqsClient sqs;
  private final Map<String, Held> held = new ConcurrentHashMap<>();
  private volatile boolean isStopping;
  private volatile boolean isHandedBack;

  /** A message whose work has ended waits for its delete. */
  private record Held(String queueUrl, boolean hasEnded) {}

  /**
   * @param sqs client that sends; the caller closes it
   */
  public HeldMessages(SqsClient sqs) {
    this.sqs = sqs;
  }

  /** Returns a client that notes what is received and deleted, and forwards every call. */
  public SqsClient client() {
    // A proxy for the reason that BatchedDeletes states.
    return (SqsClient)
        Proxy.newProxyInstance(
            SqsClient.class.getClassLoader(),
            new Class<?>[] {SqsClient.class},
            (proxy, method, arguments) -> invoke(method, arguments));
  }

  private Object invoke(Method method, Object @Nullable [] arguments) throws Throwable {
    Object request = arguments == null ? null : arguments[0];
    Object response;
    try {
      response = method.invoke(sqs, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (request instanceof ReceiveMessageRequest receive
        && response instanceof ReceiveMessageResponse received) {
      return received(receive.queueUrl(), received);
    }
    if (request instanceof DeleteMessageRequest delete) {
      held.remove(delete.receiptHandle());
    } else if (request instanceof DeleteMessageBatchRequest batch) {
      batch.entries().forEach(it -> held.remove(it.receiptHandle()));
    }
    return response;
  }

  /** Notes received messages. A poll that ends after the work was handed back brings nothing. */
  private ReceiveMessageResponse received(String queueUrl, ReceiveMessageResponse response) {
    List<Message> messages = response.messages();
    messages.forEach(it -> held.put(it.receiptHandle(), new Held(queueUrl, false)));
    if (messages.isEmpty() || !isHandedBack) {
      return response;
    }
    handBackUnfinished();
    return response.toBuilder().messages(List.of()).build();
  }

  /**
   * Notes that the work on a message has ended well: its delete follows when the log is durable.
   */
  public void ended(String receiptHandle) {
    held.computeIfPresent(receiptHandle, (receipt, it) -> new Held(it.queueUrl(), true));
  }

  /**
   * Notes that the work on a message has failed. Its next delivery keeps the time that the queue
   * has for it, unless the process stops, which ends work that would not have failed.
   */
  public void failed(String receiptHandle) {
    if (!isStopping) {
      held.remove(receiptHandle);
    }
  }

  /** Notes that failures from now on may be due to the end of the process. */
  public void stopping() {
    isStopping = true;
  }

  /** Makes the messages visible whose work has not ended. Never throws. */
  public void handBackUnfinished() {
    isHandedBack = true;
    handBack(false);
  }

  /** Makes all messages visible that are not deleted. Never throws. */
  public void handBackRest() {
    isHandedBack = true;
    handBack(true);
  }

  private void handBack(boolean withEnded) {
    Map<String, List<String>> byQueue = new HashMap<>();
    held.forEach(
        (receipt, it) -> {
          if (withEnded || !it.hasEnded()) {
            byQueue.computeIfAbsent(it.queueUrl(), url -> new ArrayList<>()).add(receipt);
          }
        });
    byQueue.forEach(this::handBack);
  }

  private void handBack(String queueUrl, List<String> receipts) {
    held.keySet().removeAll(receipts);
    int failed = 0;
    for (int from = 0; from < receipts.size(); from += MAX_BATCH_SIZE) {
      failed +=
          show(queueUrl, receipts.subList(from, Math.min(receipts.size(), from + MAX_BATCH_SIZE)));
    }
    LOG.info(
        "messages handed back queue={} count={} failed={}",
        queueUrl.substring(queueUrl.lastIndexOf('/') + 1),
        receipts.size(),
        failed);
  }

  /** Returns the number of messages that stay hidden until their timeout. */
  private int show(String queueUrl, List<String> receipts) {
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
    try {
      return sqs.changeMessageVisibilityBatch(it -> it.queueUrl(queueUrl).entries(entries))
          .failed()
          .size();
    } catch (RuntimeException e) {
      LOG.warn("handing messages back failed cause={}", e.getClass().getSimpleName());
      return receipts.size();
    }
  }
}
