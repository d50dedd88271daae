package dev.waybill.audit.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** CloudTrail events of harmless calls. */
final class Events {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Events() {}

  /** Returns a number of object reads, one each second, that end at a time. */
  static List<ObjectNode> reads(int count, Instant until) {
    List<ObjectNode> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(read(i, until.minusSeconds(i)));
    }
    return events;
  }

  private static ObjectNode read(int number, Instant time) {
    ObjectNode event = JSON.createObjectNode();
    event.put("eventVersion", "1.10");
    ObjectNode who = event.putObject("userIdentity");
    who.put("type", "AssumedRole").put("principalId", "AROAEXAMPLE:reader");
    who.put("arn", "arn:aws:sts::" + AuditedLogs.ACCOUNT + ":assumed-role/reader" + number % 97);
    who.put("accountId", AuditedLogs.ACCOUNT).put("accessKeyId", "ASIAEXAMPLE");
    event.put("eventTime", time.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("eventSource", "s3.amazonaws.com").put("eventName", "GetObject");
    event.put("awsRegion", "us-east-1").put("sourceIPAddress", "10.0.0." + number % 250);
    event.put("userAgent", "[aws-sdk-java/2.41.24]");
    event
        .putObject("requestParameters")
        .put("bucketName", "caa304-raw-data")
        .put("key", "processed/" + number + ".csv");
    event
        .putObject("additionalEventData")
        .put("SignatureVersion", "SigV4")
        .put("AuthenticationMethod", "AuthHeader")
        .put("bytesTransferredOut", number);
    event.put("requestID", UUID.randomUUID().toString());
    event.put("eventID", UUID.randomUUID().toString());
    event.put("readOnly", true).put("eventType", "AwsApiCall").put("managementEvent", false);
    event.put("recipientAccountId", AuditedLogs.ACCOUNT).put("eventCategory", "Data");
    return event;
  }
}
