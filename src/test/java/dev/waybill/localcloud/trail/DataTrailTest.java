package dev.waybill.localcloud.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.localcloud.s3.S3Access;
import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.ObjectQuery;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.StoredVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataTrailTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LOGS = "the-logs";

  @TempDir private Path folder;
  private ObjectStore store;

  @BeforeEach
  void openStore() {
    store = ObjectStore.open(folder.resolve("s3"), Clock.systemUTC());
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void deliversDataEventsOnly() throws IOException {
    Bucket logs = store.createBucket(LOGS, false);
    try (DataTrail trail = open()) {
      trail.record(access("PutObject", "raw", "a\n\"b\""));
      trail.record(access("GetObject", "raw", "b"));
      trail.record(access("ListObjects", "raw", ""));
      trail.record(access("GetObject", LOGS, "c"));
      trail.record(access("PutBucketPolicy", "raw", ""));
      trail.flush();
      assertThat(objects(logs)).singleElement().satisfies(DataTrailTest::isLogFile);
      List<JsonNode> events = events(logs);
      assertThat(events)
          .extracting(event -> event.path("eventName").asText())
          .containsExactly("PutObject", "GetObject", "ListObjects");
      assertThat(events.get(0).at("/requestParameters/key").asText()).isEqualTo("a\n\"b\"");
      assertThat(events.get(0).at("/responseElements/x-amz-version-id").asText()).isEqualTo("v1");
      assertThat(events.get(1).path("responseElements").isNull()).isTrue();
    }
    assertThat(objects(logs)).hasSize(1);
  }

  @Test
  void tellsWhatWasCopiedIntoTheLogBucketFromElsewhere() throws IOException {
    Bucket logs = store.createBucket(LOGS, false);
    try (DataTrail trail = open()) {
      trail.record(access("CopyObject", LOGS, "to", new S3Access.Source(LOGS, "from")));
      trail.record(access("CopyObject", LOGS, "to", new S3Access.Source("raw", "secret")));
      trail.flush();
      assertThat(events(logs))
          .singleElement()
          .satisfies(
              event ->
                  assertThat(event.path("resources"))
                      .extracting(resource -> resource.path("ARN").asText())
                      .containsExactly(
                          "arn:aws:s3:::the-logs/to",
                          "arn:aws:s3:::the-logs",
                          "arn:aws:s3:::raw/secret",
                          "arn:aws:s3:::raw"));
    }
  }

  @Test
  void deliversAfterACrash() throws IOException {
    Bucket logs = store.createBucket(LOGS, false);
    DataTrail killed = open();
    killed.record(access("PutObject", "raw", "a"));
    assertThat(objects(logs)).isEmpty();
    try (DataTrail trail = open()) {
      assertThat(events(logs)).hasSize(1);
      trail.flush();
      assertThat(events(logs)).hasSize(1);
    }
  }

  @Test
  void waitsForTheLogBucket() throws IOException {
    try (DataTrail trail = open()) {
      trail.record(access("PutObject", "raw", "a"));
      trail.flush();
      Bucket logs = store.createBucket(LOGS, false);
      trail.flush();
      assertThat(events(logs)).hasSize(1);
    }
  }

  @Test
  void splitsAtFiveThousand() throws IOException {
    Bucket logs = store.createBucket(LOGS, false);
    try (DataTrail trail = open()) {
      for (int i = 0; i < 5001; i++) {
        trail.record(access("PutObject", "raw", "k" + i));
      }
    }
    assertThat(objects(logs)).hasSize(2);
    assertThat(events(logs)).hasSize(5001);
  }

  private DataTrail open() throws IOException {
    return DataTrail.open(
        folder.resolve("trail"), store, "123456789012", "us-east-1", LOGS, Duration.ofHours(1));
  }

  private static void isLogFile(StoredVersion version) {
    assertThat(version.key())
        .matches(
            "AWSLogs/123456789012/CloudTrail/us-east-1/\\d{4}/\\d\\d/\\d\\d/"
                + "123456789012_CloudTrail_us-east-1_\\d{8}T\\d{4}Z_[A-Za-z0-9]{16}\\.json\\.gz");
    assertThat(version.headers())
        .containsEntry("content-encoding", "gzip")
        .containsEntry("content-type", "application/json")
        .containsEntry("x-amz-server-side-encryption", "AES256");
  }

  private static List<StoredVersion> objects(Bucket logs) {
    return logs.listObjects(new ObjectQuery("", null, "", 1000)).objects();
  }

  private static List<JsonNode> events(Bucket logs) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (StoredVersion version : objects(logs)) {
      try (InputStream in = new GZIPInputStream(logs.read(version, 0, version.size()))) {
        JSON.readTree(in).path("Records").forEach(events::add);
      }
    }
    return events;
  }

  private static S3Access access(String operation, String bucket, String key) {
    return access(operation, bucket, key, null);
  }

  private static S3Access access(
      String operation, String bucket, String key, S3Access.Source source) {
    return new S3Access(
        operation,
        bucket,
        key,
        null,
        Map.of("Host", "127.0.0.1"),
        Map.of("x-amz-version-id", "v1"),
        "AKIAWAYBILL",
        "AuthHeader",
        200,
        null,
        "REQUEST",
        1,
        2,
        "127.0.0.1",
        "agent",
        Instant.now(),
        source);
  }
}
