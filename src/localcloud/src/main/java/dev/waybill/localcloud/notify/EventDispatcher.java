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
 * Dispatcher that passes events to the delivery on one background thread, in order unless a test
 * injects faults. An incomplete window of events is delivered after a quiet interval, so no change
 * of the faults loses an event.
 */
final class EventDispatcher implements AutoCloseable {
  private static final long QUIET_INTERVAL_MILLIS = 500;
  private static final long CLOSE_TIMEOUT_SECONDS = 10;

  private final DeliveryFaults faults;
  private final Consumer<ObjectEvent> delivery;

  /** Events of the incomplete window; used by the dispatcher thread only. */
  private final List<ObjectEvent> window = new ArrayList<>();

  /** A fixed seed gives the same order in every run. */
  private final Random random = new Random(1);

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "s3-notifications"));

  /** Task that delivers an incomplete window; used by the dispatcher thread only. */
  private Future<?> quietTimer = CompletableFuture.completedFuture(null);

  EventDispatcher(DeliveryFaults faults, Consumer<ObjectEvent> delivery) {
    this.faults = faults;
    this.delivery = delivery;
  }

  /** Queues an event for delivery; after close, the event waits for the next start. */
  void dispatch(ObjectEvent event) {
    if (!executor.isShutdown()) {
      executor.execute(() -> enqueue(event));
    }
  }

  private void enqueue(ObjectEvent event) {
    window.addAll(Collections.nCopies(faults.copies(), event));
    quietTimer.cancel(false);
    if (window.size() >= faults.window()) {
      deliverAll();
    } else if (!executor.isShutdown()) {
      quietTimer =
          executor.schedule(this::deliverAll, QUIET_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void deliverAll() {
    if (faults.window() > 1) {
      Collections.shuffle(window, random);
    }
    List<ObjectEvent> now = List.copyOf(window);
    window.clear();
    now.forEach(delivery);
  }

  /** Delivers the queued events within ten seconds; the remaining ones wait for the next start. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
