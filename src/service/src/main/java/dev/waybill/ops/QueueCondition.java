package dev.waybill.ops;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Condition that the queue answers. An answer is cached for a while: the management port needs no
 * password, and a flood of probes must not become a flood of paid requests.
 */
final class QueueCondition implements ReadinessCheck.Condition {
  private final QueueProbe probe;
  private final Duration maxAge;
  private final Clock clock;
  private @Nullable Answer last;

  private record Answer(Instant at, Optional<String> problem) {}

  QueueCondition(QueueProbe probe, Duration maxAge, Clock clock) {
    this.probe = probe;
    this.maxAge = maxAge;
    this.clock = clock;
  }

  @Override
  public synchronized Optional<String> problem() {
    Answer answer = last;
    if (answer == null || !clock.instant().isBefore(answer.at().plus(maxAge))) {
      answer = new Answer(clock.instant(), probe());
      last = answer;
    }
    return answer.problem();
  }

  private Optional<String> probe() {
    try {
      probe.ask();
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("the check of the queue was interrupted");
    } catch (Exception e) {
      // The message may hold account ids; the page shows only the kind of failure.
      return Optional.of("the queue does not answer: " + e.getClass().getSimpleName());
    }
  }
}
