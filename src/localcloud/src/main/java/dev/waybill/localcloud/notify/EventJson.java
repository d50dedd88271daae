package dev.waybill.localcloud.notify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.store.ObjectEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** JSON of S3 event notifications, schema version 2.1. */
final class EventJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String OWNER = "LOCAL";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final String region;

  EventJson(String region) {
    this.region = region;
  }

  String testEvent(String bucket) {
    ObjectNode event = JSON.createObjectNode();
    event.put("Service", "Amazon S3").put("Event", "s3:TestEvent");
    event.put("Time", TIME.format(Instant.now())).put("Bucket", bucket);
    event.put("RequestId", "LOCAL").put("HostId", "local");
    return event.toString();
  }

  String of(ObjectEvent event, String rule) {
    ObjectNode message = JSON.createObjectNode();
    ObjectNode out = message.putArray("Records").addObject();
    out.put("eventVersion", "2.1").put("eventSource", "aws:s3").put("awsRegion", region);
    out.put("eventTime", TIME.format(event.time())).put("eventName", event.eventName());
    out.putObject("userIdentity").put("principalId", event.cause().principal());
    out.putObject("requestParameters").put("sourceIPAddress", event.cause().sourceIp());
    out.putObject("responseElements")
        .put("x-amz-request-id", event.cause().requestId())
        .put("x-amz-id-2", "local");
    ObjectNode s3 = out.putObject("s3");
    s3.put("s3SchemaVersion", "1.0").put("configurationId", rule);
    ObjectNode bucket = s3.putObject("bucket").put("name", event.bucket());
    bucket.putObject("ownerIdentity").put("principalId", OWNER);
    bucket.put("arn", "arn:aws:s3:::" + event.bucket());
    describe(event, s3.putObject("object"));
    return message.toString();
  }

  private static void describe(ObjectEvent event, ObjectNode object) {
    object.put("key", encode(event.key()));
    if (event.size() != null) {
      object.put("size", event.size());
    }
    if (event.eTag() != null) {
      object.put("eTag", event.eTag());
    }
    if (!event.versionId().equals("null")) {
      object.put("versionId", event.versionId());
    }
    object.put("sequencer", event.sequencer());
  }

  /** Encodes a key as a form value but keeps slashes, as S3 does. */
  private static String encode(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }
}
