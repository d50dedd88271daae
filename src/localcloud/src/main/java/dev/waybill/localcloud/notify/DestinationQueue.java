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
 * The messages on their way to one queue, in order and a batch at a time. A queue that takes none
 * is asked again and again, and holds nobody else's up.
 */
final class DestinationQueue {
  private static final Logger LOG = LoggerFactory.getLogger(DestinationQueue.class);
  private static final int BATCH = 10;
  private static final long RETRY_MILLIS = 200;

  /**
   * A message.
   *
   * @param body of the message
   * @param sent called when the queue has it
   */
  record Letter(String body, Runnable sent) {}

  /** Sends bodies, all or, by an exception, perhaps none. */
  @FunctionalInterface
  interface Post {
    void send(String queue, List<String> bodies);
  }

  private final String queue;
  private final Post post;
  private final ScheduledExecutorService threads;
  private final Deque<Letter> letters = new ArrayDeque<>();
  private boolean running;

  DestinationQueue(String queue, Post post, ScheduledExecutorService threads) {
    this.queue = queue;
    this.post = post;
    this.threads = threads;
  }

  synchronized void take(Letter letter) {
    letters.add(letter);
    if (!running) {
      running = true;
      threads.execute(this::run);
    }
  }

  private void run() {
    List<Letter> batch = next();
    try {
      if (!batch.isEmpty()) {
        post.send(queue, batch.stream().map(Letter::body).toList());
        batch.forEach(letter -> letter.sent().run());
        sent(batch.size());
        threads.execute(this::run);
      }
    } catch (RuntimeException e) {
      LOG.warn("queue {} took no notification and will be asked again", queue, e);
      again();
    }
  }

  private void again() {
    if (!threads.isShutdown()) {
      var unused = threads.schedule(this::run, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** What is to be sent next; when there is nothing the lane rests. */
  private synchronized List<Letter> next() {
    List<Letter> batch = new ArrayList<>();
    letters.stream().limit(BATCH).forEach(batch::add);
    running = !batch.isEmpty();
    return batch;
  }

  private synchronized void sent(int count) {
    for (int i = 0; i < count; i++) {
      letters.removeFirst();
    }
  }

  synchronized boolean isEmpty() {
    return letters.isEmpty();
  }
}
