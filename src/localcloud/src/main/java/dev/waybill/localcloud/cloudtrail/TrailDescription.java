package dev.waybill.localcloud.cloudtrail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.JsonCall;
import java.time.Instant;

/** A trail as CloudTrail tells of it. */
final class TrailDescription {
  private TrailDescription() {}

  /** The answer to a change. */
  static ObjectNode of(TrailDefinition trail, TrailNames names) {
    ObjectNode told = JsonCall.newAnswer().put("Name", trail.name());
    told.put("S3BucketName", trail.target().bucket());
    if (!trail.target().prefix().isEmpty()) {
      told.put("S3KeyPrefix", trail.target().prefix());
    }
    told.put("IncludeGlobalServiceEvents", trail.globalEvents());
    told.put("IsMultiRegionTrail", trail.multiRegion());
    told.put("TrailARN", names.arn(trail.name()));
    told.put("LogFileValidationEnabled", trail.validation());
    if (!trail.target().kmsKey().isEmpty()) {
      told.put("KmsKeyId", trail.target().kmsKey());
    }
    return told.put("IsOrganizationTrail", false);
  }

  /** The answer to a question. */
  static ObjectNode whole(TrailDefinition trail, TrailNames names, String region) {
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

  static ObjectNode status(TrailDefinition trail, DeliveryStatus delivery) {
    ObjectNode told =
        JsonCall.newAnswer().put("IsLogging", trail.state() == TrailDefinition.State.LOGGING);
    time(told, "StartLoggingTime", "TimeLoggingStarted", trail.started());
    time(told, "StopLoggingTime", "TimeLoggingStopped", trail.stopped());
    time(told, "LatestDeliveryTime", "LatestDeliveryAttemptSucceeded", delivery.delivered());
    if (delivery.attempted() > 0) {
      told.put("LatestDeliveryAttemptTime", text(delivery.attempted()));
    }
    if (!delivery.error().isEmpty()) {
      told.put("LatestDeliveryError", delivery.error());
    }
    return told;
  }

  /** CloudTrail tells each time twice, as a number and as a text. */
  private static void time(ObjectNode told, String number, String text, long seconds) {
    if (seconds > 0) {
      told.put(number, seconds).put(text, text(seconds));
    }
  }

  private static String text(long seconds) {
    return Instant.ofEpochSecond(seconds).toString();
  }
}
