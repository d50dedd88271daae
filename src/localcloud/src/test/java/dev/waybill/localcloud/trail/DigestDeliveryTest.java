package dev.waybill.localcloud.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.cloudtrail.CloudTrailService;
import dev.waybill.localcloud.cloudtrail.DigestSigningKeys;
import dev.waybill.localcloud.cloudtrail.TrailKeys;
import dev.waybill.localcloud.cloudtrail.Trails;
import dev.waybill.localcloud.lifecycle.SteppedClock;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.ServiceAccess;
import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.StoredVersion;
import dev.waybill.localcloud.wire.Principal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the digest files of trails with log file validation. */
final class DigestDeliveryTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACCOUNT = "123456789012";
  private static final Instant START = Instant.parse("2026-03-01T23:10:31Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final TrailKeys KEYS =
      new TrailKeys() {
        @Override
        public String existingArn(String reference) {
          return "arn:" + reference;
        }

        @Override
        public String usableArn(String reference) {
          return reference;
        }
      };

  /** Folder of the keys, which are slow to create. */
  @TempDir private static Path keyFolder;

  @TempDir private Path folder;
  private final SteppedClock clock = new SteppedClock(START);
  private ObjectStore store;
  private Bucket logs;
  private Trails trails;
  private DigestSigningKeys keys;
  private TrailLog log;

  @BeforeEach
  void open() throws IOException {
    store = ObjectStore.open(folder.resolve("s3"), clock);
    logs = bucket();
    openLog();
  }

  private void openLog() throws IOException {
    trails = Trails.open(folder.resolve("cloudtrail"), clock);
    keys = DigestSigningKeys.open(keyFolder, clock);
    log =
        TrailLog.open(
            folder.resolve("trail"),
            trails,
            store,
            KEYS,
            keys,
            id -> Principal.of(ACCOUNT, id),
            new DeliveryOptions(ACCOUNT, "us-east-1", Duration.ofDays(1), HOUR),
            clock);
  }

  @AfterEach
  void close() throws IOException {
    log.close();
    store.close();
  }

  @Test
  void writesNoDigestWithoutValidation() {
    create(false);
    start();
    flushAt(Duration.ofHours(3));
    assertThat(digests()).isEmpty();
  }

  @Test
  void writesNoDigestWhileTrailIsStopped() {
    create(true);
    flushAt(Duration.ofHours(3));
    assertThat(digests()).isEmpty();
  }

  @Test
  void writesNoDigestBeforeIntervalEnds() {
    startValidated();
    flushAt(HOUR.minusSeconds(1));
    assertThat(digests()).isEmpty();
  }

  @Test
  void firstDigestHasNoPrevious() {
    startValidated();
    flushAt(HOUR);
    DeliveredDigest digest = digests().get(0);
    assertThat(digest.version().key())
        .isEqualTo(
            "p/AWSLogs/123456789012/CloudTrail-Digest/us-east-1/2026/03/02/"
                + "123456789012_CloudTrail-Digest_us-east-1_the-trail_us-east-1_"
                + "20260302T001031Z.json.gz");
    assertThat(digest.json())
        .isEqualTo(
            tree(
                """
                {"awsAccountId":"123456789012","digestStartTime":"2026-03-01T23:10:31Z",
                "digestEndTime":"2026-03-02T00:10:31Z","digestS3Bucket":"the-logs",
                "digestS3Object":"%s","digestPublicKeyFingerprint":"%s",
                "digestSignatureAlgorithm":"SHA256withRSA",
                "newestEventTime":null,"oldestEventTime":null,
                "previousDigestS3Bucket":null,"previousDigestS3Object":null,
                "previousDigestHashValue":null,"previousDigestHashAlgorithm":null,
                "previousDigestSignature":null,"logFiles":[]}"""
                    .formatted(digest.version().key(), keys.at(START).fingerprint())));
    digest.verify(publicKeys());
  }

  @Test
  void everyDigestNamesThePreviousOne() {
    startValidated();
    flushAt(HOUR);
    record("CreateKey");
    flushAt(HOUR.multipliedBy(2));
    flushAt(HOUR.multipliedBy(3));
    assertThat(digests()).hasSize(3);
    assertChained();
  }

  @Test
  void digestNamesLogFilesDeliveredInItsInterval() {
    startValidated();
    at(Duration.ofMinutes(10));
    record("CreateKey");
    at(Duration.ofMinutes(20));
    record("DescribeKey");
    log.flush();
    at(Duration.ofMinutes(30));
    record("ListKeys");
    flushAt(Duration.ofMinutes(59));
    at(Duration.ofMinutes(70));
    record("EnableKey");
    log.flush();
    flushAt(HOUR.multipliedBy(2));
    List<DeliveredDigest> digests = digests();
    assertThat(digests.get(0).logFiles()).hasSize(2);
    assertThat(digests.get(0).text("oldestEventTime")).isEqualTo("2026-03-01T23:20:31Z");
    assertThat(digests.get(0).text("newestEventTime")).isEqualTo("2026-03-01T23:40:31Z");
    JsonNode first = digests.get(0).json().path("logFiles").get(0);
    assertThat(first.path("oldestEventTime").asText()).isEqualTo("2026-03-01T23:20:31Z");
    assertThat(first.path("newestEventTime").asText()).isEqualTo("2026-03-01T23:30:31Z");
    assertThat(first.path("hashAlgorithm").asText()).isEqualTo("SHA-256");
    assertThat(digests.get(1).logFiles()).hasSize(1).doesNotContain(logFile(0));
    assertHashesMatch();
    assertChained();
  }

  @Test
  void logFileDeliveredAfterIntervalBelongsToNextDigest() {
    startValidated();
    record("CreateKey");
    flushAt(HOUR.plusSeconds(1));
    assertThat(digests().get(0).logFiles()).isEmpty();
    flushAt(HOUR.multipliedBy(2));
    assertThat(digests().get(1).logFiles()).hasSize(1);
  }

  @Test
  void writesDigestOfEveryIntervalInWhichProcessDidNotRun() throws IOException {
    startValidated();
    log.close();
    at(HOUR.multipliedBy(5));
    openLog();
    assertThat(digests())
        .extracting(it -> it.text("digestEndTime"))
        .containsExactly(
            "2026-03-02T00:10:31Z",
            "2026-03-02T01:10:31Z",
            "2026-03-02T02:10:31Z",
            "2026-03-02T03:10:31Z",
            "2026-03-02T04:10:31Z");
    assertChained();
  }

  @Test
  void continuesChainAndKeyAfterRestart() throws IOException {
    startValidated();
    flushAt(HOUR);
    record("CreateKey");
    log.flush();
    JsonNode before = publicKeys();
    log.close();
    openLog();
    flushAt(HOUR.multipliedBy(2));
    assertThat(digests().get(1).logFiles()).hasSize(1);
    assertThat(publicKeys()).isEqualTo(before);
    assertChained();
  }

  @Test
  void signsWithNewKeyAfterThirtyDays() {
    Duration period = Duration.ofDays(30);
    long periods = START.getEpochSecond() / period.toSeconds();
    Instant rotation = Instant.EPOCH.plus(period.multipliedBy(periods + 1));
    clock.set(rotation.minus(Duration.ofMinutes(90)));
    startValidated();
    clock.set(rotation.plus(HOUR));
    log.flush();
    assertThat(digests())
        .extracting(it -> it.text("digestPublicKeyFingerprint"))
        .hasSize(2)
        .doesNotHaveDuplicates();
    assertThat(publicKeys()).hasSize(2);
    assertChained();
  }

  @Test
  void chainEndsWithIntervalInWhichValidationIsTurnedOff() {
    startValidated();
    record("CreateKey");
    flushAt(Duration.ofMinutes(10));
    update(false);
    record("EnableKey");
    flushAt(Duration.ofMinutes(20));
    flushAt(HOUR.multipliedBy(4));
    assertThat(digests()).hasSize(1);
    assertThat(digests().get(0).logFiles()).hasSize(1);
    update(true);
    flushAt(HOUR.multipliedBy(5));
    flushAt(HOUR.multipliedBy(6));
    assertThat(digests()).hasSize(2);
    assertThat(digests().get(1).json().path("previousDigestS3Object").isNull()).isTrue();
    assertThat(digests().get(1).text("digestStartTime")).isEqualTo("2026-03-02T04:10:31Z");
    assertThat(digests().get(1).logFiles()).isEmpty();
  }

  @Test
  void chainEndsWithIntervalInWhichLoggingStops() {
    startValidated();
    at(Duration.ofMinutes(90));
    call("StopLogging", named());
    flushAt(HOUR.multipliedBy(4));
    assertThat(digests()).hasSize(2);
    assertChained();
  }

  @Test
  void chainContinuesWhenLoggingRestartsInTheSameInterval() {
    startValidated();
    call("StopLogging", named());
    flushAt(Duration.ofMinutes(10));
    start();
    flushAt(HOUR.multipliedBy(2));
    assertThat(digests()).hasSize(2);
    assertChained();
  }

  @Test
  void recreatedTrailStartsNewChain() {
    startValidated();
    flushAt(HOUR);
    call("DeleteTrail", named());
    flushAt(HOUR.plusSeconds(10));
    flushAt(HOUR.multipliedBy(3));
    assertThat(digests()).hasSize(1);
    startValidated();
    flushAt(HOUR.multipliedBy(4));
    assertThat(digests()).hasSize(2);
    assertThat(digests().get(1).json().path("previousDigestSignature").isNull()).isTrue();
  }

  @Test
  void retriesWhileBucketIsMissing() {
    startValidated();
    store.deleteBucket("the-logs");
    flushAt(HOUR);
    assertThat(call("GetTrailStatus", named()).path("LatestDeliveryError").asText())
        .isEqualTo("NoSuchBucket");
    logs = bucket();
    flushAt(HOUR.multipliedBy(2));
    assertThat(digests()).hasSize(2);
    assertChained();
  }

  @Test
  void encryptsDigestWithKeyOfTrail() {
    startValidated();
    call("UpdateTrail", "{\"Name\":\"the-trail\",\"KmsKeyId\":\"k\"}");
    flushAt(HOUR);
    assertThat(digests().get(0).version().headers())
        .containsEntry("content-encoding", "gzip")
        .containsEntry("x-amz-server-side-encryption-aws-kms-key-id", "arn:k");
  }

  @Test
  void tornLineOfCrashDamagesNoOtherEntry() throws IOException {
    startValidated();
    record("CreateKey");
    log.flush();
    Path entries = folder.resolve("trail/the-trail/delivered.jsonl");
    String whole = Files.readString(entries, StandardCharsets.UTF_8);
    String torn = whole.substring(0, whole.length() / 2);
    Files.writeString(entries, torn + whole, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    record("EnableKey");
    log.flush();
    flushAt(HOUR);
    assertThat(digests().get(0).logFiles()).hasSize(2).doesNotHaveDuplicates();
    assertHashesMatch();
  }

  private void assertChained() {
    DeliveredDigest previous = null;
    for (DeliveredDigest digest : digests()) {
      digest.verify(publicKeys());
      if (previous != null) {
        assertThat(digest.text("digestStartTime")).isEqualTo(previous.text("digestEndTime"));
        assertThat(digest.text("previousDigestS3Bucket")).isEqualTo("the-logs");
        assertThat(digest.text("previousDigestS3Object")).isEqualTo(previous.version().key());
        assertThat(digest.text("previousDigestHashValue")).isEqualTo(previous.hash());
        assertThat(digest.text("previousDigestHashAlgorithm")).isEqualTo("SHA-256");
        assertThat(digest.text("previousDigestSignature")).isEqualTo(previous.signature());
      }
      previous = digest;
    }
  }

  private void assertHashesMatch() {
    for (DeliveredDigest digest : digests()) {
      for (JsonNode file : digest.json().path("logFiles")) {
        StoredVersion stored = logs.find(file.path("s3Object").asText(), null);
        byte[] content = DeliveredDigest.inflated(logs, Objects.requireNonNull(stored));
        assertThat(file.path("hashValue").asText()).isEqualTo(DeliveredDigest.sha256(content));
        assertThat(file.path("s3Bucket").asText()).isEqualTo("the-logs");
      }
    }
  }

  private String logFile(int digest) {
    return digests().get(digest).logFiles().get(0);
  }

  private List<DeliveredDigest> digests() {
    return DeliveredDigest.all(logs);
  }

  private JsonNode publicKeys() {
    String range =
        "{\"StartTime\":%d.5,\"EndTime\":%d}"
            .formatted(START.getEpochSecond(), clock.instant().getEpochSecond() + 1);
    return call("ListPublicKeys", range).path("PublicKeyList");
  }

  private void at(Duration sinceStart) {
    clock.set(START.plus(sinceStart));
  }

  private void flushAt(Duration sinceStart) {
    at(sinceStart);
    log.flush();
  }

  private void record(String action) {
    log.begin()
        .record(
            new ServiceAccess(
                "kms.amazonaws.com",
                action,
                false,
                JSON.createObjectNode(),
                null,
                null,
                null,
                new ServiceAccess.Origin("me", "127.0.0.1", "agent", "ID", clock.instant())));
  }

  private Bucket bucket() {
    Bucket bucket = store.createBucket("the-logs", false);
    bucket.putConfig(
        "policy",
        """
        {"Statement":{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},
        "Action":"s3:*","Resource":["arn:aws:s3:::the-logs","arn:aws:s3:::the-logs/*"]}}""");
    return bucket;
  }

  private void startValidated() {
    create(true);
    start();
    log.flush();
  }

  private void create(boolean validation) {
    ObjectNode unused =
        call(
            "CreateTrail",
            "{\"Name\":\"the-trail\",\"S3BucketName\":\"the-logs\",\"S3KeyPrefix\":\"p\","
                + "\"EnableLogFileValidation\":%s}".formatted(validation));
  }

  private void update(boolean validation) {
    ObjectNode unused =
        call(
            "UpdateTrail",
            "{\"Name\":\"the-trail\",\"EnableLogFileValidation\":%s}".formatted(validation));
  }

  private void start() {
    ObjectNode unused = call("StartLogging", named());
  }

  private static String named() {
    return "{\"Name\":\"the-trail\"}";
  }

  private ObjectNode call(String action, String input) {
    return new CloudTrailService(trails, store, KEYS, keys, ACCOUNT, "us-east-1")
        .answer(
            new JsonCall(action, (ObjectNode) tree(input), Principal.of(ACCOUNT, "me"), "Invalid"));
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
