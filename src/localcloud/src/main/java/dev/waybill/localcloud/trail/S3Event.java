package dev.waybill.localcloud.trail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.s3.S3Access;
import dev.waybill.localcloud.wire.Principal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One call of S3 as CloudTrail records it: a data event when it is about objects, else a management
 * event.
 */
record S3Event(S3Access access, Principal caller, String region) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> OPERATIONS =
      Set.of(
          "GetObject",
          "HeadBucket",
          "HeadObject",
          "GetObjectAcl",
          "PutObjectAcl",
          "ListMultipartUploads",
          "PutObject",
          "CopyObject",
          "DeleteObject",
          "DeleteObjects",
          "UploadPart",
          "UploadPartCopy",
          "CreateMultipartUpload",
          "CompleteMultipartUpload",
          "AbortMultipartUpload",
          "ListParts",
          "ListObjects",
          "ListObjectVersions",
          "GetObjectAttributes",
          "GetObjectTagging",
          "PutObjectTagging",
          "DeleteObjectTagging",
          "GetObjectRetention",
          "PutObjectRetention",
          "GetObjectLegalHold",
          "PutObjectLegalHold");

  /** CloudTrail has names of its own for some calls. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "PublicAccessBlock", "BucketPublicAccessBlock",
          "ObjectLockConfiguration", "BucketObjectLockConfiguration");

  private static final Pattern NAME = Pattern.compile("(Get|Put|Delete)(.+)");

  /** Whether it is a call that has a name at all. */
  static boolean isOne(S3Access access) {
    return !access.operation().equals(access.operation().toUpperCase(Locale.ROOT));
  }

  private boolean isData() {
    return OPERATIONS.contains(access.operation());
  }

  private String name() {
    Matcher name = NAME.matcher(access.operation());
    return name.matches()
        ? name.group(1) + RENAMED.getOrDefault(name.group(2), name.group(2))
        : access.operation();
  }

  ObjectNode json() {
    ObjectNode event = JSON.createObjectNode();
    head(event);
    asked(event.putObject("requestParameters"));
    answered(event);
    additional(event.putObject("additionalEventData"));
    event.put("requestID", access.requestId()).put("eventID", UUID.randomUUID().toString());
    event.put("readOnly", readOnly());
    resources(event.putArray("resources"));
    event.put("eventType", "AwsApiCall").put("managementEvent", !isData());
    event.put("recipientAccountId", caller.account());
    return event.put("eventCategory", isData() ? "Data" : "Management");
  }

  private void head(ObjectNode event) {
    new TrailEventHead(
            caller,
            access.time(),
            "s3.amazonaws.com",
            name(),
            region,
            access.sourceIp(),
            "[" + access.userAgent() + "]",
            access.errorCode(),
            access.errorMessage())
        .write(event);
  }

  private boolean readOnly() {
    String operation = access.operation();
    return operation.startsWith("Get")
        || operation.startsWith("Head")
        || operation.startsWith("List");
  }

  private void asked(ObjectNode parameters) {
    if (!access.bucket().isEmpty()) {
      parameters.put("bucketName", access.bucket());
    }
    if (!access.key().isEmpty()) {
      parameters.put("key", access.key());
    }
    if (access.versionId() != null) {
      parameters.put("versionId", access.versionId());
    }
    access.requestParameters().forEach(parameters::put);
  }

  private void answered(ObjectNode event) {
    if (readOnly() || access.responseElements().isEmpty()) {
      event.putNull("responseElements");
    } else {
      ObjectNode elements = event.putObject("responseElements");
      access.responseElements().forEach(elements::put);
    }
  }

  private void additional(ObjectNode data) {
    if (!access.authMethod().isEmpty()) {
      data.put("SignatureVersion", "SigV4").put("AuthenticationMethod", access.authMethod());
    }
    data.put("bytesTransferredIn", access.bytesIn());
    data.put("bytesTransferredOut", access.bytesOut()).put("x-amz-id-2", "local");
  }

  private void resources(ArrayNode resources) {
    if (!access.bucket().isEmpty()) {
      resources(resources, access.bucket(), access.key());
    }
    S3Access.Source source = access.source();
    if (source != null) {
      resources(resources, source.bucket(), source.key());
    }
  }

  private void resources(ArrayNode resources, String name, String key) {
    String bucket = "arn:aws:s3:::" + name;
    if (isData()) {
      resources
          .addObject()
          .put("type", "AWS::S3::Object")
          .put(key.isEmpty() ? "ARNPrefix" : "ARN", bucket + "/" + key);
    }
    resources
        .addObject()
        .put("accountId", caller.account())
        .put("type", "AWS::S3::Bucket")
        .put("ARN", bucket);
  }
}
