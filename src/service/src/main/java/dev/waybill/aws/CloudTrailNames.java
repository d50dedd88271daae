package dev.waybill.aws;

import java.util.Locale;
import java.util.Map;

/** Names that CloudTrail has for services and operations, where they differ from the SDK's. */
final class CloudTrailNames {
  private static final Map<String, String> SOURCES =
      Map.of("s3control", "s3", "eventbridge", "events");

  private static final Map<String, String> EVENTS =
      Map.ofEntries(
          Map.entry("ListObjectsV2", "ListObjects"),
          Map.entry("GetBucketLifecycleConfiguration", "GetBucketLifecycle"),
          Map.entry("PutBucketLifecycleConfiguration", "PutBucketLifecycle"),
          Map.entry("GetBucketNotificationConfiguration", "GetBucketNotification"),
          Map.entry("PutBucketNotificationConfiguration", "PutBucketNotification"),
          Map.entry("GetObjectLockConfiguration", "GetBucketObjectLockConfiguration"),
          Map.entry("PutObjectLockConfiguration", "PutBucketObjectLockConfiguration"),
          Map.entry("GetPublicAccessBlock", "GetBucketPublicAccessBlock"),
          Map.entry("PutPublicAccessBlock", "PutBucketPublicAccessBlock"));

  private CloudTrailNames() {}

  /** Returns the source of the events of a service. */
  static String source(String service) {
    String name = service.toLowerCase(Locale.ROOT).replace(" ", "");
    return SOURCES.getOrDefault(name, name) + ".amazonaws.com";
  }

  /** Returns the name of the events of an operation. */
  static String event(String operation) {
    return EVENTS.getOrDefault(operation, operation);
  }
}
