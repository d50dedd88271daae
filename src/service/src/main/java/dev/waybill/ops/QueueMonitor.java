package dev.waybill.ops;

import dev.waybill.model.NamedThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Monitor of one queue, on a thread of its own. The management port answers from the last reading:
 * it needs no password, and neither a slow queue nor a flood of requests may reach AWS through it.
 */
public final class QueueMonitor implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  /** An older answer says nothing about the present. */
  private static final Duration MAX_AGE = INTERVAL.multipliedBy(3);

  private final QueueProbe probe;
  private final Clock clock;
  private final Instant created;
  private final ScheduledExecutorService thread;
  private volatile @Nullable Reading last;

  private record Reading(Instant at, OptionalLong depth, Optional<String> problem) {}

  /**
   * Creates a monitor that reads nothing before {@link #start}.
   *
   * @param name the last part of the thread's name
   */
  public QueueMonitor(String name, QueueProbe probe, Clock clock) {
    this.probe = probe;
    this.clock = clock;
    this.created = clock.instant();
    this.thread = Executors.newSingleThreadScheduledExecutor(new NamedThreads("monitor-" + name));
  }

  /** Reads the queue now and then every ten seconds, until closed. */
  public QueueMonitor start() {
    var unused =
        thread.scheduleWithFixedDelay(this::read, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  void read() {
    Reading reading;
    try {
      reading = new Reading(clock.instant(), probe.depth(), Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (Exception e) {
      // The message may hold account ids; the page shows only the kind of failure.
      String problem = "the queue does not answer: " + e.getClass().getSimpleName();
      reading = new Reading(clock.instant(), OptionalLong.empty(), Optional.of(problem));
    }
    last = reading;
  }

  /** Returns the number of waiting messages; empty when the last reading failed or is too old. */
  public OptionalLong depth() {
    Reading reading = last;
    return reading == null || isOld(reading.at()) ? OptionalLong.empty() : reading.depth();
  }

  /** Returns the problem with the queue; empty when it answered recently. */
  public Optional<String> problem() {
    Reading reading = last;
    Instant answered = reading == null ? created : reading.at();
    if (isOld(answered)) {
      long seconds = Duration.between(answered, clock.instant()).toSeconds();
      return Optional.of("the queue does not answer: no answer for " + seconds + " s");
    }
    return reading == null
        ? Optional.of("the queue does not answer: no answer yet")
        : reading.problem();
  }

  private boolean isOld(Instant at) {
    return clock.instant().isAfter(at.plus(MAX_AGE));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
