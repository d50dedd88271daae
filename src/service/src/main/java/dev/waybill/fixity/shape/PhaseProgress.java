package dev.waybill.fixity.shape;

import dev.waybill.fixity.shape.ShapeProgress.Phase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Count of what one phase has done, with a report after each step. */
final class PhaseProgress {
  private final Phase phase;
  private final long expected;
  private final ShapeListener listener;
  private final Clock clock;
  private final Instant began;
  private long done;
  private long steps;

  PhaseProgress(Phase phase, long expected, ShapeListener listener, Clock clock) {
    this.phase = phase;
    this.expected = expected;
    this.listener = listener;
    this.clock = clock;
    this.began = clock.instant();
  }

  /** Counts one step, such as a page; called by several threads. */
  synchronized void step(long units) {
    done += units;
    steps++;
    listener.progress(
        new ShapeProgress(phase, done, expected, Duration.between(began, clock.instant())));
  }

  synchronized long done() {
    return done;
  }

  synchronized long steps() {
    return steps;
  }
}
