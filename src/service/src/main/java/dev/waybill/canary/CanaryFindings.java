package dev.waybill.canary;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Severity;
import dev.waybill.canary.StepResult.Status;
import java.time.Instant;
import java.util.List;

/** Conversion of a canary's results to findings and to ends of findings. */
public final class CanaryFindings {
  private CanaryFindings() {}

  /** Returns one finding for each step that is wrong or missing. */
  public static List<Finding> of(Canary canary, Instant now) {
    return canary.findings().stream().map(step -> finding(canary, step, now)).toList();
  }

  /** Returns the uid of a step's finding, which all canaries of a bucket share. */
  public static String uid(Canary canary, Step step) {
    return "canary/" + step.label() + "/" + canary.bucket();
  }

  /** Returns the end of a finding for each step that was reached. */
  public static List<FindingEnd> recovered(Canary canary, Instant now) {
    return canary.results().stream()
        .filter(it -> it.status() == Status.REACHED)
        .map(it -> recovered(canary, it.step(), now))
        .toList();
  }

  private static FindingEnd recovered(Canary canary, Step step, Instant now) {
    String why = "a later canary was " + step.label() + " in time";
    return new FindingEnd(uid(canary, step), rule(step), now, why);
  }

  private static String rule(Step step) {
    return "canary-" + step.label();
  }

  private static Finding finding(Canary canary, StepResult result, Instant now) {
    String step = result.step().label();
    return new Finding(
        uid(canary, result.step()),
        rule(result.step()),
        result.status() == Status.MISSING
            ? "A canary was not " + step + " in time"
            : "A canary was not " + step + " as required",
        severity(result),
        result.detail(),
        result.fix(),
        "arn:aws:s3:::" + canary.bucket() + "/" + canary.key(),
        now);
  }

  /** An invalid record means a forgery or a broken key; the other steps mean a pipeline outage. */
  private static Severity severity(StepResult result) {
    return switch (result.step()) {
      case VERIFIED -> Severity.CRITICAL;
      case ENCRYPTED, QUERYABLE -> Severity.MEDIUM;
      default -> Severity.HIGH;
    };
  }
}
