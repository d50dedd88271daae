package dev.waybill.canary;

import dev.waybill.settings.Settings;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.cloudtrail.model.TrailNotFoundException;

/**
 * Why an upload was not logged: no trail, one that is stopped, looks elsewhere or cannot deliver.
 */
final class TrailCauses {
  private static final String APPLY = " (waybill baseline apply)";

  private final CloudTrailClient cloudTrail;
  private final Settings settings;

  TrailCauses(CloudTrailClient cloudTrail, Settings settings) {
    this.cloudTrail = cloudTrail;
    this.settings = settings;
  }

  Cause find(Canary canary) {
    String name = settings.audit().trail();
    try {
      return of(name, canary);
    } catch (TrailNotFoundException absent) {
      return cause("there is no trail " + name, "create it, or correct waybill.trail" + APPLY);
    } catch (CloudTrailException e) {
      return cause(
          "CloudTrail does not say how the trail "
              + name
              + " is ("
              + (e.awsErrorDetails() == null ? e.statusCode() : e.awsErrorDetails().errorCode())
              + ")",
          "allow this role cloudtrail:GetTrail, GetTrailStatus and GetEventSelectors");
    }
  }

  private Cause of(String name, Canary canary) {
    GetTrailStatusResponse status = cloudTrail.getTrailStatus(get -> get.name(name));
    if (!Boolean.TRUE.equals(status.isLogging())) {
      return cause(
          "the trail " + name + " is stopped",
          "start it, and find out who stopped it: aws cloudtrail start-logging --name " + name);
    }
    Trail trail = cloudTrail.getTrail(get -> get.name(name)).trail();
    if (!settings.logBucket().equals(trail.s3BucketName())) {
      return cause(
          "the trail " + name + " delivers to " + trail.s3BucketName(),
          "have it deliver to " + settings.logBucket() + ", or correct waybill.log.bucket");
    }
    if (!TrailCoverage.of(cloudTrail, name).covers(canary.bucket(), canary.key())) {
      return cause(
          "the trail " + name + " does not select data events of " + canary.bucket(),
          "have its event selectors log writes of objects in " + canary.bucket() + APPLY);
    }
    return undelivered(name, status);
  }

  private static Cause undelivered(String name, GetTrailStatusResponse status) {
    String error = status.latestDeliveryError();
    return error != null && !error.isEmpty()
        ? cause(
            "the trail " + name + " cannot deliver (" + error + ")",
            "let CloudTrail write to its bucket: the bucket's policy, and its KMS key" + APPLY)
        : cause(
            "the trail " + name + " logs and delivers, but the event is not there",
            "CloudTrail promises 15 minutes: wait, or raise waybill.canary.logged-within");
  }

  private static Cause cause(String what, String fix) {
    return new Cause(Step.LOGGED, what, fix);
  }
}
