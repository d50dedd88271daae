package dev.waybill.localcloud.notify;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One lane a queue. */
final class Lanes implements AutoCloseable {
  private static final int THREADS = 4;
  private static final Duration TIME_TO_END = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 20;

  private final DestinationQueue.Post post;
  private final Map<String, DestinationQueue> lanes = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(THREADS, task -> new Thread(task, "s3-notifications-lane"));

  Lanes(DestinationQueue.Post post) {
    this.post = post;
    // What is left when it ends goes at the next start.
    threads.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  void take(String queue, DestinationQueue.Letter letter) {
    lanes.computeIfAbsent(queue, name -> new DestinationQueue(name, post, threads)).take(letter);
  }

  /** Sends what was taken; what does not go within its time is given up. */
  @Override
  public void close() {
    long end = System.nanoTime() + TIME_TO_END.toNanos();
    try {
      while (!isEmpty() && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
      threads.shutdownNow();
      var unused = threads.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private boolean isEmpty() {
    return lanes.values().stream().allMatch(DestinationQueue::isEmpty);
  }
}
