package dev.waybill.canary;

import dev.waybill.canary.CanaryTrail.Status;
import dev.waybill.canary.CanaryTrail.TrailException;

/**
 * Diagnosis of an upload that is not logged: the trail is missing or stopped, does not cover the
 * object, or cannot deliver.
 */
public final class UnloggedCauses {
  private static final String APPLY = " (waybill baseline apply)";

  private final CanaryTrail trail;
  private final String name;
  private final String logBucket;

  /**
   * @param trail trail of the deployment
   * @param name name of the trail
   * @param logBucket bucket that the trail must deliver to
   */
  public UnloggedCauses(CanaryTrail trail, String name, String logBucket) {
    this.trail = trail;
    this.name = name;
    this.logBucket = logBucket;
  }

  /** Returns the first cause that applies. */
  public Cause find(Canary canary) {
    try {
      return diagnose(canary);
    } catch (TrailException e) {
      return e.isMissing()
          ? cause("there is no trail " + name, "create it, or correct waybill.trail" + APPLY)
          : cause(
              "the state of the trail " + name + " cannot be read (" + e.code() + ")",
              "allow this role cloudtrail:GetTrail, GetTrailStatus and GetEventSelectors");
    }
  }

  private Cause diagnose(Canary canary) throws TrailException {
    Status status = trail.status();
    if (!status.logging()) {
      return cause(
          "the trail " + name + " is stopped",
          "start it, and find out who stopped it: aws cloudtrail start-logging --name " + name);
    }
    String bucket = trail.bucket();
    if (!logBucket.equals(bucket)) {
      return cause(
          "the trail " + name + " delivers to " + bucket,
          "have it deliver to " + logBucket + ", or correct waybill.log.bucket");
    }
    if (!trail.covers(canary.bucket(), canary.key())) {
      return cause(
          "the trail " + name + " does not select data events of " + canary.bucket(),
          "have its event selectors log writes of objects in " + canary.bucket() + APPLY);
    }
    return undelivered(status.deliveryError());
  }

  private Cause undelivered(String error) {
    return error.isEmpty()
        ? cause(
            "the trail " + name + " logs and delivers, but the event has not arrived",
            "CloudTrail promises 15 minutes: wait, or raise waybill.canary.logged-within")
        : cause(
            "the trail " + name + " cannot deliver (" + error + ")",
            "allow CloudTrail to write in the bucket's policy and the KMS key's policy" + APPLY);
  }

  private static Cause cause(String what, String fix) {
    return new Cause(Step.LOGGED, what, fix);
  }
}
