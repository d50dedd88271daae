package dev.waybill.canary;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one step of a canary ended.
 *
 * @param step which
 * @param status how
 * @param latency from the upload's begin; null when nobody can say
 * @param detail the likely cause, or what else is to be told; empty when there is nothing
 * @param fix what mends it; empty when there is nothing to mend
 */
public record StepResult(
    Step step, Status status, @Nullable Duration latency, String detail, String fix) {
  /** How a step can end. */
  public enum Status {
    /** As it should be. */
    REACHED,
    /** There, and not as it should be. */
    WRONG,
    /** Not there in its time. */
    MISSING,
    /** Not looked at. */
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

  /** Whether somebody has to do something. */
  public boolean isFinding() {
    return status == Status.WRONG || status == Status.MISSING;
  }
}
