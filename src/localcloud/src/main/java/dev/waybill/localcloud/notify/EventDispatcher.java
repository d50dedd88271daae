package dev.waybill.localcloud.notify;

import dev.waybill.localcloud.store.ObjectEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Carries events on a thread of its own: one after the other, or as disorderly as a test asks for.
 * What waits to be shuffled waits until no more comes, and is lost by no change of orders.
 */
final class EventDispatcher implements AutoCloseable {
  private static final long QUIET_MILLIS = 500;
  private static final long TIME_TO_END_SECONDS = 10;

  private final DeliveryFaults disorder;
  private final Consumer<ObjectEvent> delivery;

  /** Of the courier's thread only. */
  private final List<ObjectEvent> waiting = new ArrayList<>();

  /** The same disorder in every run. */
  private final Random random = new Random(1);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "s3-notifications"));

  /** Ends the waiting; of the courier's thread only. */
  private Future<?> quiet = CompletableFuture.completedFuture(null);

  EventDispatcher(DeliveryFaults disorder, Consumer<ObjectEvent> delivery) {
    this.disorder = disorder;
    this.delivery = delivery;
  }

  /** Takes an event to be delivered soon; once closed it takes none. */
  void take(ObjectEvent event) {
    if (!thread.isShutdown()) {
      thread.execute(() -> carry(event));
    }
  }

  private void carry(ObjectEvent event) {
    waiting.addAll(Collections.nCopies(disorder.times(), event));
    quiet.cancel(false);
    if (waiting.size() >= disorder.window()) {
      deliverAll();
    } else if (!thread.isShutdown()) {
      quiet = thread.schedule(this::deliverAll, QUIET_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void deliverAll() {
    if (disorder.window() > 1) {
      Collections.shuffle(waiting, random);
    }
    List<ObjectEvent> now = List.copyOf(waiting);
    waiting.clear();
    now.forEach(delivery);
  }

  /** Delivers what was taken; what does not go within its time is given up. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(TIME_TO_END_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
