package dev.waybill.localcloud.notify;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Undelivered messages of all destination queues, which are delivered in parallel. */
final class DestinationQueues implements AutoCloseable {
  private static final int THREADS = 4;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
  private static final long POLL_INTERVAL_MILLIS = 20;

  private final DestinationQueue.MessageSender sender;
  private final Map<String, DestinationQueue> queues = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(THREADS, task -> new Thread(task, "s3-notifications-queue"));

  DestinationQueues(DestinationQueue.MessageSender sender) {
    this.sender = sender;
    // Messages that are left at close are delivered at the next start.
    threads.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  void add(String queue, DestinationQueue.OutgoingMessage message) {
    queues.computeIfAbsent(queue, name -> new DestinationQueue(name, sender, threads)).add(message);
  }

  /** Delivers the added messages within ten seconds; the remaining ones wait for the next start. */
  @Override
  public void close() {
    long end = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
    try {
      while (!isEmpty() && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(POLL_INTERVAL_MILLIS);
      }
      threads.shutdownNow();
      var unused = threads.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private boolean isEmpty() {
    return queues.values().stream().allMatch(DestinationQueue::isEmpty);
  }
}
