package dev.waybill.app;

import dev.waybill.intake.QueueWait;
import dev.waybill.ops.BacklogGauges;
import dev.waybill.ops.QueueMonitor;
import dev.waybill.ops.QueueProbe;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.IntSupplier;

/** Monitors of the queue of intake and of its dead-letter queue. */
final class QueueMonitors implements AutoCloseable {
  private final QueueMonitor source;
  private final QueueMonitor dead;

  /** Starts the monitors. */
  QueueMonitors(QueueProbe source, QueueProbe dead) {
    this.source = new QueueMonitor("queue", source, Clock.systemUTC()).start();
    this.dead = new QueueMonitor("dead-letters", dead, Clock.systemUTC()).start();
  }

  /** Returns the monitor of the queue of intake. */
  QueueMonitor source() {
    return source;
  }

  /**
   * Registers the gauges of the backlog.
   *
   * @param inWork number of messages in flight
   */
  void measure(MeterRegistry meters, IntSupplier inWork, QueueWait wait) {
    new BacklogGauges(meters)
        .inFlight(inWork)
        .queue(source::depth, wait::last)
        .deadLetters(dead::depth);
  }

  @Override
  public void close() {
    source.close();
    dead.close();
  }
}
