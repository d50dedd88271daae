package dev.waybill.localcloud.trail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.s3.S3Access;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;

/** One call as CloudTrail records it, version 1.11. */
record DataEvent(S3Access access, String account, String region) {
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

  /** Whether the call is about objects rather than about a bucket's configuration. */
  static boolean isOne(S3Access access) {
    return OPERATIONS.contains(access.operation());
  }

  /** The record, on one line. */
  String json() {
    ObjectNode event = JSON.createObjectNode();
    head(event);
    asked(event.putObject("requestParameters"));
    answered(event);
    additional(event.putObject("additionalEventData"));
    event.put("requestID", access.requestId()).put("eventID", UUID.randomUUID().toString());
    event.put("readOnly", readOnly());
    resources(event.putArray("resources"));
    event.put("eventType", "AwsApiCall").put("managementEvent", false);
    return event.put("recipientAccountId", account).put("eventCategory", "Data").toString();
  }

  private void head(ObjectNode event) {
    event.put("eventVersion", "1.11");
    new CallerIdentity(account, access.accessKeyId(), access.time())
        .describe(event.putObject("userIdentity"));
    event.put("eventTime", access.time().truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("eventSource", "s3.amazonaws.com").put("eventName", access.operation());
    event.put("awsRegion", region).put("sourceIPAddress", access.sourceIp());
    event.put("userAgent", "[" + access.userAgent() + "]");
    if (access.errorCode() != null) {
      event.put("errorCode", access.errorCode()).put("errorMessage", access.errorCode());
    }
  }

  private boolean readOnly() {
    String operation = access.operation();
    return operation.startsWith("Get")
        || operation.startsWith("Head")
        || operation.startsWith("List");
  }

  private void asked(ObjectNode parameters) {
    parameters.put("bucketName", access.bucket());
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
    resources(resources, access.bucket(), access.key());
    S3Access.Source source = access.source();
    if (source != null) {
      resources(resources, source.bucket(), source.key());
    }
  }

  private void resources(ArrayNode resources, String name, String key) {
    String bucket = "arn:aws:s3:::" + name;
    resources
        .addObject()
        .put("type", "AWS::S3::Object")
        .put(key.isEmpty() ? "ARNPrefix" : "ARN", bucket + "/" + key);
    resources
        .addObject()
        .put("accountId", account)
        .put("type", "AWS::S3::Bucket")
        .put("ARN", bucket);
  }
}
