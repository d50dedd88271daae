package dev.waybill.localcloud.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** IAM actions that calls require. */
final class S3Actions {
  private static final String BYPASS = "x-amz-bypass-governance-retention";

  /** Additional actions by the request header of a write that requires them. */
  private static final Map<String, String> BY_HEADER =
      Map.of(
          "x-amz-tagging", "s3:PutObjectTagging",
          "x-amz-object-lock-mode", "s3:PutObjectRetention",
          "x-amz-object-lock-legal-hold", "s3:PutObjectLegalHold",
          "x-amz-acl", "s3:PutObjectAcl");

  /** Operations that create an object or a part of one. */
  static final Set<String> WRITES =
      Set.of(
          "PutObject",
          "CopyObject",
          "CreateMultipartUpload",
          "UploadPart",
          "UploadPartCopy",
          "CompleteMultipartUpload");

  private static final Map<String, String> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("HeadBucket", "ListBucket"),
          Map.entry("ListObjects", "ListBucket"),
          Map.entry("ListObjectVersions", "ListBucketVersions"),
          Map.entry("ListMultipartUploads", "ListBucketMultipartUploads"),
          Map.entry("ListParts", "ListMultipartUploadParts"),
          Map.entry("PutBucketEncryption", "PutEncryptionConfiguration"),
          Map.entry("DeleteBucketEncryption", "PutEncryptionConfiguration"),
          Map.entry("GetBucketEncryption", "GetEncryptionConfiguration"),
          Map.entry("PutBucketLifecycle", "PutLifecycleConfiguration"),
          Map.entry("DeleteBucketLifecycle", "PutLifecycleConfiguration"),
          Map.entry("GetBucketLifecycle", "GetLifecycleConfiguration"),
          Map.entry("PutBucketReplication", "PutReplicationConfiguration"),
          Map.entry("DeleteBucketReplication", "PutReplicationConfiguration"),
          Map.entry("GetBucketReplication", "GetReplicationConfiguration"),
          Map.entry("PutPublicAccessBlock", "PutBucketPublicAccessBlock"),
          Map.entry("DeletePublicAccessBlock", "PutBucketPublicAccessBlock"),
          Map.entry("GetPublicAccessBlock", "GetBucketPublicAccessBlock"),
          Map.entry("PutObjectLockConfiguration", "PutBucketObjectLockConfiguration"),
          Map.entry("GetObjectLockConfiguration", "GetBucketObjectLockConfiguration"),
          Map.entry("PutBucketInventoryConfiguration", "PutInventoryConfiguration"),
          Map.entry("DeleteBucketInventoryConfiguration", "PutInventoryConfiguration"),
          Map.entry("GetBucketInventoryConfiguration", "GetInventoryConfiguration"),
          Map.entry("ListBucketInventoryConfigurations", "GetInventoryConfiguration"),
          Map.entry("DeleteBucketTagging", "PutBucketTagging"),
          Map.entry("DeleteBucketOwnershipControls", "PutBucketOwnershipControls"),
          Map.entry("PutBucketCors", "PutBucketCORS"),
          Map.entry("DeleteBucketCors", "PutBucketCORS"),
          Map.entry("GetBucketCors", "GetBucketCORS"));

  private S3Actions() {}

  /** Returns the actions that a call requires on its bucket or object. */
  static List<String> of(S3Call call) {
    String operation = call.operation();
    boolean version = call.query("versionId") != null;
    if (WRITES.contains(operation)) {
      return write(call);
    }
    return switch (operation) {
      case "DeleteObjects" -> List.of();
      case "DeleteObject" -> delete(call, version);
      case "GetObject", "HeadObject" -> List.of(read(version));
      case "GetObjectAttributes" -> List.of(read(version), ofVersion(operation, version));
      case "UpdateObjectEncryption" -> List.of("s3:PutObject", "s3:UpdateObjectEncryption");
      case "PutObjectRetention" -> withBypass(call, "s3:PutObjectRetention");
      case "GetObjectTagging", "PutObjectTagging", "DeleteObjectTagging", "GetObjectAcl" ->
          List.of(ofVersion(operation, version));
      default -> List.of("s3:" + OTHER_NAMES.getOrDefault(operation, operation));
    };
  }

  /** Returns the action of an operation that has another action for a version. */
  static String ofVersion(String operation, boolean version) {
    return "s3:" + (version ? operation.replace("Object", "ObjectVersion") : operation);
  }

  static String read(boolean version) {
    return version ? "s3:GetObjectVersion" : "s3:GetObject";
  }

  /** Returns the actions that the deletion of an object requires. */
  static List<String> delete(S3Call call, boolean version) {
    return withBypass(call, version ? "s3:DeleteObjectVersion" : "s3:DeleteObject");
  }

  private static List<String> withBypass(S3Call call, String action) {
    return "true".equalsIgnoreCase(call.header(BYPASS))
        ? List.of(action, "s3:BypassGovernanceRetention")
        : List.of(action);
  }

  private static List<String> write(S3Call call) {
    List<String> actions = new ArrayList<>(List.of("s3:PutObject"));
    BY_HEADER.forEach(
        (header, action) -> {
          if (call.header(header) != null) {
            actions.add(action);
          }
        });
    return actions;
  }
}
