package dev.waybill.localcloud.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.cloudtrail.CloudTrailService;
import dev.waybill.localcloud.cloudtrail.DigestSigningKeys;
import dev.waybill.localcloud.cloudtrail.TrailKeys;
import dev.waybill.localcloud.cloudtrail.Trails;
import dev.waybill.localcloud.s3.S3Access;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.JsonError;
import dev.waybill.localcloud.service.ServiceAccess;
import dev.waybill.localcloud.service.ServiceLog;
import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.ObjectQuery;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.StoredVersion;
import dev.waybill.localcloud.wire.Principal;
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

/** Tests of recording calls and delivering them to the buckets of trails. */
final class TrailLogTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACCOUNT = "123456789012";
  private static final String LOGS = "the-logs";
  private static final String ALL_DATA =
      """
      [{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},
        {"Field":"resources.type","Equals":["AWS::S3::Object"]}]}]""";
  private static final String ALL_MANAGEMENT =
      """
      [{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]}]""";
  private static final String ALL_DATA_EXCEPT_LOGS =
      """
      [{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},
        {"Field":"resources.type","Equals":["AWS::S3::Object"]},
        {"Field":"resources.ARN","NotStartsWith":["arn:aws:s3:::the-logs/"]}]}]""";

  @TempDir private Path folder;
  private ObjectStore store;
  private Trails trails;
  private DigestSigningKeys digestKeys;
  private Bucket logs;

  @BeforeEach
  void open() throws IOException {
    store = ObjectStore.open(folder.resolve("s3"), Clock.systemUTC());
    trails = Trails.open(folder.resolve("cloudtrail"), Clock.systemUTC());
    digestKeys = DigestSigningKeys.open(folder.resolve("cloudtrail"), Clock.systemUTC());
    logs = bucket(LOGS);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void recordsNothingWithoutTrail() throws IOException {
    try (TrailLog log = log()) {
      log.record(access("PutObject", "raw", "a"));
      startTrail("t", LOGS, ALL_DATA);
      log.flush();
      assertThat(objects(logs)).isEmpty();
    }
  }

  @Test
  void recordsOnlyWhileTrailIsLogging() throws IOException {
    createTrail("t", LOGS, ALL_DATA);
    try (TrailLog log = log()) {
      log.record(access("PutObject", "raw", "a"));
      call("StartLogging", "{\"Name\":\"t\"}");
      log.record(access("PutObject", "raw", "b"));
      call("StopLogging", "{\"Name\":\"t\"}");
      log.record(access("PutObject", "raw", "c"));
      log.flush();
    }
    assertThat(events(logs))
        .extracting(event -> event.at("/requestParameters/key").asText())
        .containsExactly("b");
  }

  @Test
  void recordsCallThatStopsLogging() throws IOException {
    startTrail("t", LOGS, ALL_MANAGEMENT);
    try (TrailLog log = log()) {
      ServiceLog.Entry stop = log.begin();
      call("StopLogging", "{\"Name\":\"t\"}");
      stop.record(service("StopLogging"));
      log.begin().record(service("DescribeTrails"));
      ServiceLog.Entry start = log.begin();
      call("StartLogging", "{\"Name\":\"t\"}");
      start.record(service("StartLogging"));
    }
    assertThat(names(logs)).containsExactly("StopLogging", "StartLogging");
  }

  @Test
  void deliversPendingEventsOfDeletedTrail() throws IOException {
    startTrail("t", LOGS, ALL_MANAGEMENT);
    try (TrailLog log = log()) {
      ServiceLog.Entry delete = log.begin();
      call("DeleteTrail", "{\"Name\":\"t\"}");
      log.flush();
      delete.record(service("DeleteTrail"));
      log.begin().record(service("CreateKey"));
      log.flush();
    }
    assertThat(names(logs)).containsExactly("DeleteTrail");
  }

  @Test
  void deliversDataEventsOnly() throws IOException {
    startTrail("t", LOGS, ALL_DATA);
    try (TrailLog log = log()) {
      log.record(access("PutObject", "raw", "a\n\"b\""));
      log.record(access("GetObject", "raw", "b"));
      log.record(access("ListObjects", "raw", ""));
      log.record(access("PutBucketPolicy", "raw", ""));
      log.flush();
      assertThat(objects(logs)).singleElement().satisfies(TrailLogTest::isLogFile);
      List<JsonNode> events = events(logs);
      assertThat(names(logs)).containsExactly("PutObject", "GetObject", "ListObjects");
      assertThat(events.get(0).at("/requestParameters/key").asText()).isEqualTo("a\n\"b\"");
      assertThat(events.get(0).at("/responseElements/x-amz-version-id").asText()).isEqualTo("v1");
      assertThat(events.get(1).path("responseElements").isNull()).isTrue();
    }
    assertThat(objects(logs)).hasSize(1);
  }

  @Test
  void deliversManagementEventsOnly() throws IOException {
    startTrail("t", LOGS, ALL_MANAGEMENT);
    try (TrailLog log = log()) {
      log.record(access("PutObject", "raw", "a"));
      log.record(access("PutPublicAccessBlock", "raw", ""));
      log.record(access("DELETE", "raw", ""));
    }
    assertThat(events(logs))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.path("eventName").asText()).isEqualTo("PutBucketPublicAccessBlock");
              assertThat(event.path("managementEvent").asBoolean()).isTrue();
              assertThat(event.path("eventCategory").asText()).isEqualTo("Management");
              assertThat(event.path("resources"))
                  .extracting(resource -> resource.path("type").asText())
                  .containsExactly("AWS::S3::Bucket");
            });
  }

  @Test
  void deliversToEachTrailOnlySelectedEvents() throws IOException {
    Bucket others = bucket("other-logs");
    startTrail("data", LOGS, ALL_DATA);
    startTrail("management", "other-logs", ALL_MANAGEMENT);
    try (TrailLog log = log()) {
      log.record(access("PutObject", "raw", "a"));
      log.record(access("PutBucketPolicy", "raw", ""));
    }
    assertThat(names(logs)).containsExactly("PutObject");
    assertThat(names(others)).containsExactly("PutBucketPolicy");
  }

  @Test
  void recordsCopyIntoLogBucketFromAnotherBucket() throws IOException {
    startTrail("t", LOGS, ALL_DATA_EXCEPT_LOGS);
    try (TrailLog log = log()) {
      log.record(access("CopyObject", LOGS, "to", new S3Access.Source(LOGS, "from")));
      log.record(access("CopyObject", LOGS, "to", new S3Access.Source("raw", "secret")));
      log.flush();
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
  void deliversPendingEventsAfterCrash() throws IOException {
    startTrail("t", LOGS, ALL_DATA);
    TrailLog killed = log();
    killed.record(access("PutObject", "raw", "a"));
    assertThat(objects(logs)).isEmpty();
    trails = Trails.open(folder.resolve("cloudtrail"), Clock.systemUTC());
    try (TrailLog log = log()) {
      assertThat(events(logs)).hasSize(1);
      log.record(access("PutObject", "raw", "b"));
      log.flush();
      assertThat(events(logs)).hasSize(2);
    }
  }

  @Test
  void retriesWhileBucketIsMissingAndReportsError() throws IOException {
    startTrail("t", LOGS, ALL_DATA);
    store.deleteBucket(LOGS);
    try (TrailLog log = log()) {
      log.record(access("PutObject", "raw", "a"));
      log.flush();
      assertThat(call("GetTrailStatus", "{\"Name\":\"t\"}").path("LatestDeliveryError").asText())
          .isEqualTo("NoSuchBucket");
      Bucket recreated = bucket(LOGS);
      log.flush();
      assertThat(events(recreated)).hasSize(1);
      ObjectNode status = call("GetTrailStatus", "{\"Name\":\"t\"}");
      assertThat(status.has("LatestDeliveryError")).isFalse();
      assertThat(status.path("LatestDeliveryTime").asLong()).isPositive();
    }
  }

  @Test
  void encryptsWithTrailKeyAndRetriesWhileItIsDisabled() throws IOException {
    startTrail("t", LOGS, ALL_DATA);
    call("UpdateTrail", "{\"Name\":\"t\",\"KmsKeyId\":\"k\"}");
    try (TrailLog log = log()) {
      log.record(access("PutObject", "raw", "a"));
      disabled = true;
      log.flush();
      assertThat(objects(logs)).isEmpty();
      assertThat(call("GetTrailStatus", "{\"Name\":\"t\"}").path("LatestDeliveryError").asText())
          .isEqualTo("KMS.DisabledException");
      disabled = false;
      log.flush();
    }
    assertThat(objects(logs))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.headers())
                    .containsEntry("x-amz-server-side-encryption", "aws:kms")
                    .containsEntry("x-amz-server-side-encryption-aws-kms-key-id", "arn:k"));
  }

  @Test
  void startsNewLogFileAfterFiveThousandEvents() throws IOException {
    startTrail("t", LOGS, ALL_DATA);
    try (TrailLog log = log()) {
      for (int i = 0; i < 5001; i++) {
        log.record(access("PutObject", "raw", "k" + i));
      }
    }
    assertThat(objects(logs)).hasSize(2);
    assertThat(events(logs)).hasSize(5001);
  }

  private boolean disabled;

  private final TrailKeys keys =
      new TrailKeys() {
        @Override
        public String existingArn(String reference) {
          return reference.startsWith("arn:") ? reference : "arn:" + reference;
        }

        @Override
        public String usableArn(String reference) {
          if (disabled) {
            throw new JsonError("DisabledException", "disabled");
          }
          return existingArn(reference);
        }
      };

  private TrailLog log() {
    return TrailLog.open(
        folder.resolve("trail"),
        trails,
        store,
        keys,
        digestKeys,
        id -> Principal.of(ACCOUNT, id),
        new DeliveryOptions(ACCOUNT, "us-east-1", Duration.ofHours(1), Duration.ofHours(1)),
        Clock.systemUTC());
  }

  private Bucket bucket(String name) {
    Bucket bucket = store.createBucket(name, false);
    bucket.putConfig(
        "policy",
        """
        {"Statement":{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},
        "Action":"s3:*","Resource":["arn:aws:s3:::%s","arn:aws:s3:::%s/*"]}}"""
            .formatted(name, name));
    return bucket;
  }

  private void startTrail(String name, String bucket, String selectors) {
    createTrail(name, bucket, selectors);
    call("StartLogging", "{\"Name\":\"" + minLengthName(name) + "\"}");
  }

  private void createTrail(String name, String bucket, String selectors) {
    call(
        "CreateTrail",
        "{\"Name\":\"%s\",\"S3BucketName\":\"%s\"}".formatted(minLengthName(name), bucket));
    call(
        "PutEventSelectors",
        "{\"TrailName\":\"%s\",\"AdvancedEventSelectors\":%s}"
            .formatted(minLengthName(name), selectors));
  }

  private static String minLengthName(String name) {
    return name.length() < 3 ? name + "-trail" : name;
  }

  private ObjectNode call(String action, String input) {
    try {
      String named = input.replace("\"t\"", "\"t-trail\"");
      ObjectNode tree = (ObjectNode) JSON.readTree(named);
      return new CloudTrailService(trails, store, keys, digestKeys, ACCOUNT, "us-east-1")
          .answer(new JsonCall(action, tree, Principal.of(ACCOUNT, "me"), "Invalid"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
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

  private static List<String> names(Bucket logs) throws IOException {
    return events(logs).stream().map(event -> event.path("eventName").asText()).toList();
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

  private static ServiceAccess service(String name) {
    return new ServiceAccess(
        "cloudtrail.amazonaws.com",
        name,
        false,
        JSON.createObjectNode(),
        null,
        null,
        null,
        new ServiceAccess.Origin("me", "127.0.0.1", "agent", "ID", Instant.now()));
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
