package dev.waybill.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Time that the last received message spent in the queue. Thread-safe. */
public final class QueueWait {
  /** Age after which a measurement is too old to describe the queue, as when intake stalls. */
  private static final Duration MAX_AGE = Duration.ofMinutes(1);

  private record Measurement(Instant at, Duration waited) {}

  private final Clock clock;
  private volatile Optional<Measurement> last = Optional.empty();

  public QueueWait(Clock clock) {
    this.clock = clock;
  }

  /** Notes that a message was received. */
  public void received(Instant sentAt) {
    Instant now = clock.instant();
    last = Optional.of(new Measurement(now, Duration.between(sentAt, now)));
  }

  /** Returns the last message's wait; empty when no message was received within a minute. */
  public Optional<Duration> last() {
    Instant oldest = clock.instant().minus(MAX_AGE);
    return last.filter(it -> it.at().isAfter(oldest)).map(Measurement::waited);
  }
}
