package dev.waybill.app;

import dev.waybill.record.object.ObjectVersion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Messages that nobody but an attacker or a broken program sends.
 *
 * @param bodies the bodies by the label of the outcome that each must have
 */
record StormMessages(Map<String, Set<String>> bodies) {
  private static final String SEQUENCER = "0055AED6DCD90281E5";
  private static final String LAST_SEQUENCER = "F".repeat(32);

  /**
   * Returns messages of every kind that no object stands behind.
   *
   * @param raw the bucket under custody
   * @param other version id of an object of another key
   * @param count number of messages of each kind
   */
  static StormMessages forged(String raw, String other, int count) {
    List<String> absent = new ArrayList<>();
    List<String> malformed = new ArrayList<>();
    List<String> elsewhere = new ArrayList<>();
    List<String> outside = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ObjectVersion never =
          new ObjectVersion(raw, "incoming/never/" + i, i % 2 == 0 ? other : "impossible");
      absent.add(body(never, 7, "0".repeat(32), "2026-01-01T00:00:00.000Z", SEQUENCER));
      malformed.add("{\"Records\": \"storm " + i + "\"}");
      elsewhere.add(
          body(
              new ObjectVersion("another-bucket", "incoming/" + i, "v"),
              7,
              "0".repeat(32),
              "2026-01-01T00:00:00.000Z",
              SEQUENCER));
      outside.add(
          body(
              new ObjectVersion(raw, "private/" + i, "v"),
              7,
              "0".repeat(32),
              "2099-01-01T00:00:00.000Z",
              LAST_SEQUENCER));
    }
    return new StormMessages(
        Map.of(
            "rejected-object-gone", Set.copyOf(absent),
            "rejected-malformed-notification", Set.copyOf(malformed),
            "skipped-foreign-bucket", Set.copyOf(elsewhere),
            "skipped-foreign-prefix", Set.copyOf(outside)));
  }

  /** Returns a notification of a true version from the far future. */
  static String fromTheFuture(ObjectVersion version, long size) {
    return body(version, size, "", "2099-01-01T00:00:00.000Z", LAST_SEQUENCER);
  }

  /** Returns a notification of a true version that states another size. */
  static String ofAnotherSize(ObjectVersion version, long size) {
    return body(version, size + 1, "", "2026-01-01T00:00:00.000Z", SEQUENCER);
  }

  /** Returns a notification of a true version that states another eTag. */
  static String ofAnotherETag(ObjectVersion version, long size) {
    return body(version, size, "f".repeat(32), "2026-01-01T00:00:00.000Z", SEQUENCER);
  }

  private static String body(
      ObjectVersion version, long size, String eTag, String time, String sequencer) {
    String key = URLEncoder.encode(version.key(), StandardCharsets.UTF_8).replace("%2F", "/");
    String tag = eTag.isEmpty() ? "" : ",\"eTag\":\"" + eTag + "\"";
    return """
    {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1",
    "eventTime":"%s","eventName":"ObjectCreated:Put",
    "s3":{"s3SchemaVersion":"1.0","bucket":{"name":"%s"},
    "object":{"key":"%s","size":%d%s,"versionId":"%s","sequencer":"%s"}}}]}
    """
        .formatted(time, version.bucket(), key, size, tag, version.versionId(), sequencer);
  }
}
