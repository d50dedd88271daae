package dev.waybill.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.settings.RawSettings;
import java.util.function.Consumer;

/** Factory of notifications in the formats of S3, SNS and EventBridge, for tests to alter. */
final class Notifications {
  static final RawSettings RAW =
      new RawSettings("caa304-raw-data", "incoming/", "processed/", "test/");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Notifications() {}

  static ObjectNode s3Record(String encodedKey) {
    ObjectNode entry = JSON.createObjectNode();
    entry.put("eventVersion", "2.1");
    entry.put("eventSource", "aws:s3");
    entry.put("awsRegion", "us-east-1");
    entry.put("eventTime", "2026-01-02T03:04:05.678Z");
    entry.put("eventName", "ObjectCreated:Put");
    ObjectNode s3 = entry.putObject("s3");
    s3.put("s3SchemaVersion", "1.0");
    s3.putObject("bucket").put("name", RAW.bucket()).put("arn", "arn:aws:s3:::caa304-raw-data");
    s3.putObject("object")
        .put("key", encodedKey)
        .put("size", 1024)
        .put("eTag", "b21b84d653bb07b05b1e6b33684dc11b")
        .put("versionId", "096fKKXTRTtl3on89fVO.nfljtsv6qko")
        .put("sequencer", "0055AED6DCD90281E5");
    return entry;
  }

  /** Returns a notification of {@code incoming/a} whose record is altered. */
  static String s3(Consumer<ObjectNode> change) {
    ObjectNode entry = s3Record("incoming/a");
    change.accept(entry);
    return s3(entry);
  }

  static String s3(ObjectNode... records) {
    ObjectNode message = JSON.createObjectNode();
    ArrayNode array = message.putArray("Records");
    for (ObjectNode each : records) {
      array.add(each);
    }
    return message.toString();
  }

  static ObjectNode object(ObjectNode s3Record) {
    return (ObjectNode) s3Record.at("/s3/object");
  }

  static String throughSns(String message) {
    return JSON.createObjectNode()
        .put("Type", "Notification")
        .put("MessageId", "95df01b4-ee98-5cb9-9903-4c221d41eb5e")
        .put("TopicArn", "arn:aws:sns:us-east-1:000000000000:raw")
        .put("Subject", "Amazon S3 Notification")
        .put("Message", message)
        .put("Timestamp", "2026-01-02T03:04:05.678Z")
        .toString();
  }

  static String eventBridge(String key) {
    return eventBridge(event -> ((ObjectNode) event.at("/detail/object")).put("key", key));
  }

  /** Returns an event of {@code incoming/a} that is altered. */
  static String eventBridge(Consumer<ObjectNode> change) {
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "0").put("id", "17793124-05d4-b198-2fde-7ededc63b103");
    event.put("detail-type", "Object Created").put("source", "aws.s3");
    event.put("time", "2026-01-02T03:04:05Z").put("region", "us-east-1");
    ObjectNode detail = event.putObject("detail");
    detail.putObject("bucket").put("name", RAW.bucket());
    detail
        .putObject("object")
        .put("key", "incoming/a")
        .put("size", 5)
        .put("etag", "b1946ac92492d2347c6235b4d2611184")
        .put("version-id", "IYV3p45BT0ac8hjHg1houSdS1a.Mro8e")
        .put("sequencer", "617f08299329d189");
    change.accept(event);
    return event.toString();
  }

  static String testEvent() {
    return "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Time\":\"2026-01-02T03:04:05Z\","
        + "\"Bucket\":\"caa304-raw-data\",\"RequestId\":\"5582815E1AEA5ADF\",\"HostId\":\"h\"}";
  }
}
