package dev.waybill.app;

import dev.waybill.intake.QueueWait;
import dev.waybill.ops.BacklogGauges;
import dev.waybill.ops.OutcomeCounts;
import dev.waybill.ops.QueueMonitor;
import dev.waybill.ops.QueueProbe;
import dev.waybill.status.BacklogStatus;
import dev.waybill.status.StatusPart;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.IntSupplier;

/** Monitors of the queue of intake and of its dead-letter queue. */
final class QueueMonitors implements AutoCloseable {
  private final QueueMonitor source;
  private final QueueMonitor dead;
  private final QueueWait wait;
  private final IntSupplier inWork;
  private final MeterRegistry meters;

  /**
   * Starts the monitors, and registers the gauges of the backlog.
   *
   * @param wait time that messages wait in the queue of intake
   * @param inWork number of messages in flight
   */
  QueueMonitors(
      QueueProbe source,
      QueueProbe dead,
      QueueWait wait,
      IntSupplier inWork,
      MeterRegistry meters) {
    this.wait = wait;
    this.inWork = inWork;
    this.meters = meters;
    this.source = new QueueMonitor("queue", source, Clock.systemUTC()).start();
    this.dead = new QueueMonitor("dead-letters", dead, Clock.systemUTC()).start();
    new BacklogGauges(meters)
        .inFlight(inWork)
        .queue(this.source::depth, wait::last)
        .deadLetters(this.dead::depth);
  }

  /** Returns the monitor of the queue of intake. */
  QueueMonitor source() {
    return source;
  }

  /**
   * Returns the backlog for the status page.
   *
   * @param notLogged number of entries that are not durable in the log yet
   */
  BacklogStatus status(StatusPart<Long> notLogged) {
    OutcomeCounts outcomes = OutcomeCounts.of(meters);
    return new BacklogStatus(
        depth(source),
        oldest(),
        inWork.getAsInt(),
        depth(dead),
        notLogged,
        outcomes.promoted(),
        outcomes.skipped(),
        outcomes.rejected());
  }

  private static StatusPart<Long> depth(QueueMonitor queue) {
    OptionalLong depth = queue.depth();
    return depth.isPresent()
        ? StatusPart.of(depth.getAsLong())
        : StatusPart.unknown(queue.problem().orElse("the queue states no number"));
  }

  /** Returns zero when none waits: the wait of an earlier message is out of date. */
  private StatusPart<Duration> oldest() {
    OptionalLong depth = source.depth();
    if (depth.isPresent() && depth.getAsLong() == 0) {
      return StatusPart.of(Duration.ZERO);
    }
    return wait.last()
        .<StatusPart<Duration>>map(StatusPart::of)
        .orElseGet(() -> StatusPart.unknown("no message was received within a minute"));
  }

  @Override
  public void close() {
    source.close();
    dead.close();
  }
}
