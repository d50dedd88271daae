package dev.waybill.canary;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Result of one step of a canary.
 *
 * @param step step that has ended
 * @param status status that it ended with
 * @param latency time from the start of the upload; null when unknown
 * @param detail likely cause, or other information; empty when there is none
 * @param fix remedy; empty when none is needed
 */
public record StepResult(
    Step step, Status status, @Nullable Duration latency, String detail, String fix) {
  /** Status that a step can end with. */
  public enum Status {
    /** The step was reached as required. */
    REACHED,
    /** The step was reached, but its result is not as required. */
    WRONG,
    /** The step was not reached in time. */
    MISSING,
    /** The step was not checked. */
    SKIPPED
  }

  static StepResult reached(Step step, @Nullable Duration latency) {
    return new StepResult(step, Status.REACHED, latency, "", "");
  }

  static StepResult failed(Step step, Status status, @Nullable Duration latency, Cause cause) {
    return new StepResult(step, status, latency, cause.what(), cause.fix());
  }

  static StepResult skipped(Step step, String why) {
    return new StepResult(step, Status.SKIPPED, null, why, "");
  }

  /** Returns whether the result needs attention. */
  public boolean isFinding() {
    return status == Status.WRONG || status == Status.MISSING;
  }
}
