package dev.waybill.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.baseline.desired.DesiredStatement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Mapping of API calls to the IAM actions that they require. */
final class IamActions {
  private static final Map<String, String> RENAMED =
      Map.ofEntries(
          Map.entry("s3:HeadBucket", "s3:ListBucket"),
          Map.entry("s3:ListObjectsV2", "s3:ListBucket"),
          Map.entry("s3:GetBucketEncryption", "s3:GetEncryptionConfiguration"),
          Map.entry("s3:PutBucketEncryption", "s3:PutEncryptionConfiguration"),
          Map.entry("s3:GetBucketLifecycleConfiguration", "s3:GetLifecycleConfiguration"),
          Map.entry("s3:PutBucketLifecycleConfiguration", "s3:PutLifecycleConfiguration"),
          Map.entry("s3:GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock"),
          Map.entry("s3:PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock"),
          Map.entry("s3:GetObjectLockConfiguration", "s3:GetBucketObjectLockConfiguration"),
          Map.entry("s3:PutObjectLockConfiguration", "s3:PutBucketObjectLockConfiguration"),
          Map.entry("s3:GetBucketNotificationConfiguration", "s3:GetBucketNotification"),
          Map.entry("s3:PutBucketNotificationConfiguration", "s3:PutBucketNotification"));

  private IamActions() {}

  /** Returns the IAM actions that the calls require; GetCallerIdentity requires none. */
  static Set<String> of(List<String> calls) {
    Set<String> actions = new TreeSet<>();
    calls.forEach(it -> actions.add(RENAMED.getOrDefault(it, it)));
    actions.remove("sts:GetCallerIdentity");
    return actions;
  }

  /** Returns the actions that the statements name. */
  static Set<String> allowed(List<DesiredStatement> statements) {
    Set<String> actions = new TreeSet<>();
    for (DesiredStatement statement : statements) {
      JsonNode action = statement.json().path("Action");
      if (action.isArray()) {
        action.forEach(it -> actions.add(it.asText()));
      } else {
        actions.add(action.asText());
      }
    }
    return actions;
  }
}
