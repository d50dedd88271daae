package dev.waybill.localcloud.notify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Undelivered messages of one queue, sent in order and in batches. A failed batch is retried
 * without delaying other queues.
 */
final class DestinationQueue {
  private static final Logger LOG = LoggerFactory.getLogger(DestinationQueue.class);
  private static final int BATCH_SIZE = 10;
  private static final long RETRY_MILLIS = 200;

  /**
   * Message to be sent.
   *
   * @param body the body of the message
   * @param onDelivered the callback once the queue has stored the message
   */
  record OutgoingMessage(String body, Runnable onDelivered) {}

  /** Sender of message bodies; after an exception some of the bodies may have been sent. */
  @FunctionalInterface
  interface MessageSender {
    void send(String queue, List<String> bodies);
  }

  private final String queue;
  private final MessageSender sender;
  private final ScheduledExecutorService threads;
  private final Deque<OutgoingMessage> messages = new ArrayDeque<>();
  private boolean running;

  DestinationQueue(String queue, MessageSender sender, ScheduledExecutorService threads) {
    this.queue = queue;
    this.sender = sender;
    this.threads = threads;
  }

  /** Adds a message and starts delivery if it is idle. */
  synchronized void add(OutgoingMessage message) {
    messages.add(message);
    if (!running) {
      running = true;
      threads.execute(this::run);
    }
  }

  private void run() {
    List<OutgoingMessage> batch = nextBatch();
    try {
      if (!batch.isEmpty()) {
        sender.send(queue, batch.stream().map(OutgoingMessage::body).toList());
        batch.forEach(message -> message.onDelivered().run());
        removeFirst(batch.size());
        threads.execute(this::run);
      }
    } catch (RuntimeException e) {
      LOG.warn("delivery of notifications to queue {} failed, retrying", queue, e);
      scheduleRetry();
    }
  }

  private void scheduleRetry() {
    if (!threads.isShutdown()) {
      var unused = threads.schedule(this::run, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Returns the next batch; when there is none, delivery becomes idle. */
  private synchronized List<OutgoingMessage> nextBatch() {
    List<OutgoingMessage> batch = new ArrayList<>();
    messages.stream().limit(BATCH_SIZE).forEach(batch::add);
    running = !batch.isEmpty();
    return batch;
  }

  private synchronized void removeFirst(int count) {
    for (int i = 0; i < count; i++) {
      messages.removeFirst();
    }
  }

  synchronized boolean isEmpty() {
    return messages.isEmpty();
  }
}
