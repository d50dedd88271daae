package dev.waybill.fixity.work;

import dev.waybill.fixity.work.TaskMessages.Received;
import dev.waybill.model.NamedThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Worker beside the service, which takes one message after the other until its thread is
 * interrupted.
 */
public final class QueueWorker {
  private static final Logger LOG = LoggerFactory.getLogger(QueueWorker.class);

  private final TaskMessages messages;
  private final Predicate<String> worker;
  private final Duration extendEvery;
  private final Duration pause;
  private @Nullable RuntimeException stopped;

  /**
   * @param worker works off a message; returns true when the queue must deliver it again, and
   *     throws what makes every further message fail as well
   * @param extendEvery time after which a message in work is hidden again
   * @param pause pause after a failure of the queue
   */
  public QueueWorker(
      TaskMessages messages, Predicate<String> worker, Duration extendEvery, Duration pause) {
    this.messages = messages;
    this.worker = worker;
    this.extendEvery = extendEvery;
    this.pause = pause;
  }

  /**
   * Works until the thread is interrupted.
   *
   * @throws RuntimeException when the worker fails for good, or the queue cannot be reached at the
   *     begin; later failures of the queue are logged and retried
   */
  public void run() {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(new NamedThreads("fixity-queue"));
    try {
      first().ifPresent(it -> retry(() -> workOff(it, timer)));
      while (stopped == null && !Thread.currentThread().isInterrupted()) {
        retry(() -> messages.receive().ifPresent(it -> workOff(it, timer)));
      }
    } finally {
      timer.shutdownNow();
    }
    if (stopped != null) {
      throw stopped;
    }
  }

  private Optional<Received> first() {
    try {
      return messages.receive();
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** A failure is told, and the queue delivers the message again. */
  private void retry(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.debug("the fixity queue failed", e);
      pause(e);
    }
  }

  private void pause(RuntimeException failure) {
    if (Thread.currentThread().isInterrupted()) {
      return;
    }
    LOG.warn("the fixity queue failed cause=\"{}\"; retrying", failure.getMessage());
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void workOff(Received message, ScheduledExecutorService timer) {
    long period = extendEvery.toMillis();
    Future<?> extended =
        timer.scheduleAtFixedRate(() -> extend(message), period, period, TimeUnit.MILLISECONDS);
    boolean isUnfinished = true;
    try {
      isUnfinished = worker.test(message.text());
    } catch (RuntimeException e) {
      stopped = e;
    } finally {
      boolean unused = extended.cancel(false);
    }
    if (!isUnfinished) {
      messages.delete(message);
    } else if (stopped != null) {
      messages.release(message);
    } else if (Thread.interrupted()) {
      // Calls of an interrupted thread would fail.
      try {
        messages.release(message);
      } finally {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A message that becomes visible is worked off twice, which counts once. */
  private void extend(Received message) {
    try {
      messages.extend(message);
    } catch (RuntimeException e) {
      LOG.debug("a message of the fixity queue was not hidden again", e);
    }
  }
}
