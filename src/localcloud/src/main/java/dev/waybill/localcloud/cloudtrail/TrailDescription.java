package dev.waybill.localcloud.cloudtrail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.JsonCall;
import java.time.Instant;

/** JSON description of a trail in CloudTrail's responses. */
final class TrailDescription {
  private TrailDescription() {}

  /** Returns the response to CreateTrail and UpdateTrail. */
  static ObjectNode of(TrailDefinition trail, TrailNames names) {
    ObjectNode description = JsonCall.newAnswer().put("Name", trail.name());
    description.put("S3BucketName", trail.target().bucket());
    if (!trail.target().prefix().isEmpty()) {
      description.put("S3KeyPrefix", trail.target().prefix());
    }
    description.put("IncludeGlobalServiceEvents", trail.globalEvents());
    description.put("IsMultiRegionTrail", trail.multiRegion());
    description.put("TrailARN", names.arn(trail.name()));
    description.put("LogFileValidationEnabled", trail.validation());
    if (!trail.target().kmsKey().isEmpty()) {
      description.put("KmsKeyId", trail.target().kmsKey());
    }
    return description.put("IsOrganizationTrail", false);
  }

  /** Returns the description in the responses to GetTrail and DescribeTrails. */
  static ObjectNode detailed(TrailDefinition trail, TrailNames names, String region) {
    return of(trail, names)
        .put("HomeRegion", region)
        .put("HasCustomEventSelectors", isCustom(trail))
        .put("HasInsightSelectors", false);
  }

  private static boolean isCustom(TrailDefinition trail) {
    return trail.advanced()
        || trail.selectors().size() != 1
        || !trail.selectors().path(0).path("DataResources").isEmpty()
        || !trail.selectors().path(0).path("ReadWriteType").asText().equals("All");
  }

  /** Returns the response to GetTrailStatus. */
  static ObjectNode status(TrailDefinition trail, DeliveryStatus delivery) {
    ObjectNode description =
        JsonCall.newAnswer().put("IsLogging", trail.state() == TrailDefinition.State.LOGGING);
    addTime(description, "StartLoggingTime", "TimeLoggingStarted", trail.started());
    addTime(description, "StopLoggingTime", "TimeLoggingStopped", trail.stopped());
    addTime(
        description, "LatestDeliveryTime", "LatestDeliveryAttemptSucceeded", delivery.delivered());
    if (delivery.attempted() > 0) {
      description.put("LatestDeliveryAttemptTime", text(delivery.attempted()));
    }
    if (!delivery.error().isEmpty()) {
      description.put("LatestDeliveryError", delivery.error());
    }
    return description;
  }

  /** Adds a time as a number and as text, as CloudTrail does. Skips a time of 0. */
  private static void addTime(ObjectNode description, String number, String text, long seconds) {
    if (seconds > 0) {
      description.put(number, seconds).put(text, text(seconds));
    }
  }

  private static String text(long seconds) {
    return Instant.ofEpochSecond(seconds).toString();
  }
}
