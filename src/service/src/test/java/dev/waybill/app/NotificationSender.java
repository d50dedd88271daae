package dev.waybill.app;

import dev.waybill.record.object.ObjectVersion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Factory of notifications in the format of S3. */
final class NotificationSender {
  private NotificationSender() {}

  static String created(ObjectVersion version, String sequencer) {
    return created(version, sequencer, Instant.now());
  }

  static String created(ObjectVersion version, String sequencer, Instant eventTime) {
    String key = URLEncoder.encode(version.key(), StandardCharsets.UTF_8).replace("%2F", "/");
    return """
    {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1",
    "eventTime":"%s","eventName":"ObjectCreated:Put",
    "s3":{"s3SchemaVersion":"1.0","bucket":{"name":"%s"},
    "object":{"key":"%s","versionId":"%s","sequencer":"%s"}}}]}
    """
        .formatted(eventTime, version.bucket(), key, version.versionId(), sequencer);
  }

  /** Returns the event in the envelope of EventBridge, in which keys are not encoded. */
  static String eventBridge(ObjectVersion version) {
    return """
    {"version":"0","id":"17793124-05d4-b198-2fde-7ededc63b103","detail-type":"Object Created",
    "source":"aws.s3","account":"000000000000","time":"%s","region":"us-east-1","resources":[],
    "detail":{"version":"0","bucket":{"name":"%s"},
    "object":{"key":"%s","version-id":"%s","sequencer":"00617F08299329D189"},
    "reason":"PutObject"}}
    """
        .formatted(Instant.now(), version.bucket(), version.key(), version.versionId());
  }
}
