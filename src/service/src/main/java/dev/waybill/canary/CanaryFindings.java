package dev.waybill.canary;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Severity;
import dev.waybill.canary.StepResult.Status;
import java.time.Instant;
import java.util.List;

/** What is wrong with a canary's steps, as findings. */
public final class CanaryFindings {
  private CanaryFindings() {}

  /** One finding for each step that is wrong or missing. */
  public static List<Finding> of(Canary canary, Instant now) {
    return canary.findings().stream().map(step -> finding(canary, step, now)).toList();
  }

  /** What makes a step's finding this one: the same for every canary, as long as it lasts. */
  public static String uid(Canary canary, Step step) {
    return "canary/" + step.label() + "/" + canary.bucket();
  }

  /** What each step that is as it should be says: where it was wrong before, it is over. */
  public static List<FindingEnd> ended(Canary canary, Instant now) {
    return canary.results().stream()
        .filter(it -> it.status() == Status.REACHED)
        .map(it -> ended(canary, it.step(), now))
        .toList();
  }

  private static FindingEnd ended(Canary canary, Step step, Instant now) {
    String why = "a later canary was " + step.label() + " in its time";
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
            ? "A canary was not " + step + " in its time"
            : "A canary was not " + step + " as it should be",
        severity(result),
        result.detail(),
        result.fix(),
        "arn:aws:s3:::" + canary.bucket() + "/" + canary.key(),
        now);
  }

  /** A record that does not hold is a forgery or a broken key; the rest is a chain at rest. */
  private static Severity severity(StepResult result) {
    return switch (result.step()) {
      case VERIFIED -> Severity.CRITICAL;
      case ENCRYPTED, QUERYABLE -> Severity.MEDIUM;
      default -> Severity.HIGH;
    };
  }
}
