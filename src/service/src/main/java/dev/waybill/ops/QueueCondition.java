package dev.waybill.ops;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The queue answers. An answer is good for a while: the management port asks for no password, and a
 * flood of probes must not become a flood of paid requests.
 */
final class QueueCondition implements ReadinessCheck.Condition {
  private final QueueProbe probe;
  private final Duration goodFor;
  private final Clock clock;
  private @Nullable Answer last;

  private record Answer(Instant at, Optional<String> complaint) {}

  QueueCondition(QueueProbe probe, Duration goodFor, Clock clock) {
    this.probe = probe;
    this.goodFor = goodFor;
    this.clock = clock;
  }

  @Override
  public synchronized Optional<String> complaint() {
    Answer answer = last;
    if (answer == null || !clock.instant().isBefore(answer.at().plus(goodFor))) {
      answer = new Answer(clock.instant(), ask());
      last = answer;
    }
    return answer.complaint();
  }

  private Optional<String> ask() {
    try {
      probe.ask();
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("asking the queue was interrupted");
    } catch (Exception e) {
      // The message may hold account numbers; the log has it, the page needs only the kind.
      return Optional.of("the queue does not answer: " + e.getClass().getSimpleName());
    }
  }
}
