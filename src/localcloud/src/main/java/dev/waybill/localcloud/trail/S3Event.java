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
 * CloudTrail record of one S3 call: a data event for an operation on objects, a management event
 * for any other.
 */
record S3Event(S3Access access, Principal caller, String region) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> DATA_OPERATIONS =
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
          "PutObjectLegalHold",
          "UpdateObjectEncryption");

  /** Parts of operation names that differ between S3 and CloudTrail, by their S3 spelling. */
  private static final Map<String, String> CLOUDTRAIL_NAMES =
      Map.of(
          "PublicAccessBlock", "BucketPublicAccessBlock",
          "ObjectLockConfiguration", "BucketObjectLockConfiguration");

  private static final Pattern NAME = Pattern.compile("(Get|Put|Delete)(.+)");

  /**
   * Returns whether the call is a known S3 operation. An unknown one has only its HTTP method as
   * its name.
   */
  static boolean isRecordable(S3Access access) {
    return !access.operation().equals(access.operation().toUpperCase(Locale.ROOT));
  }

  private boolean isData() {
    return DATA_OPERATIONS.contains(access.operation());
  }

  private String name() {
    Matcher name = NAME.matcher(access.operation());
    return name.matches()
        ? name.group(1) + CLOUDTRAIL_NAMES.getOrDefault(name.group(2), name.group(2))
        : access.operation();
  }

  ObjectNode json() {
    ObjectNode event = JSON.createObjectNode();
    writeHeader(event);
    writeRequestParameters(event.putObject("requestParameters"));
    writeResponseElements(event);
    writeAdditionalData(event.putObject("additionalEventData"));
    event.put("requestID", access.requestId()).put("eventID", UUID.randomUUID().toString());
    event.put("readOnly", readOnly());
    writeResources(event.putArray("resources"));
    event.put("eventType", "AwsApiCall").put("managementEvent", !isData());
    event.put("recipientAccountId", caller.account());
    return event.put("eventCategory", isData() ? "Data" : "Management");
  }

  private void writeHeader(ObjectNode event) {
    new TrailEventHeader(
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

  private void writeRequestParameters(ObjectNode parameters) {
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

  private void writeResponseElements(ObjectNode event) {
    if (readOnly() || access.responseElements().isEmpty()) {
      event.putNull("responseElements");
    } else {
      ObjectNode elements = event.putObject("responseElements");
      access.responseElements().forEach(elements::put);
    }
  }

  private void writeAdditionalData(ObjectNode data) {
    if (!access.authMethod().isEmpty()) {
      data.put("SignatureVersion", "SigV4").put("AuthenticationMethod", access.authMethod());
    }
    data.put("bytesTransferredIn", access.bytesIn());
    data.put("bytesTransferredOut", access.bytesOut()).put("x-amz-id-2", "local");
  }

  private void writeResources(ArrayNode resources) {
    if (!access.bucket().isEmpty()) {
      addResources(resources, access.bucket(), access.key());
    }
    S3Access.Source source = access.source();
    if (source != null) {
      addResources(resources, source.bucket(), source.key());
    }
  }

  private void addResources(ArrayNode resources, String name, String key) {
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
