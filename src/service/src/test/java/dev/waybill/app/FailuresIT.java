package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.localcloud.Faults;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Failures of S3: temporary ones are retried, and final ones have a named outcome. */
@ExtendWith(CloudExtension.class)
class FailuresIT {
  private static final int ALWAYS = 1000;

  private final CloudUnderTest cloud;
  private PipelineUnderTest pipeline;
  @TempDir Path folder;

  FailuresIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void start() throws Exception {
    pipeline = PipelineUnderTest.provision(cloud, folder, Map.of()).start();
  }

  @AfterEach
  void stop() {
    cloud.resetFaults();
    pipeline.close();
  }

  @ParameterizedTest
  @CsvSource({"GetObject, SLOW_DOWN", "CopyObject, SLOW_DOWN", "DeleteObject, INTERNAL_ERROR"})
  void retriesOutageThatOutlastsTheClientsRetries(String operation, S3ErrorCode code) {
    faults().fail(operation, key -> key.endsWith("delayed"), code, 5);

    pipeline.put("incoming/delayed", "patience");

    pipeline.awaitEnds(1);
    pipeline.awaitEmptyQueue(Duration.ofMinutes(1));
    assertThat(pipeline.labels()).hasSize(1).isSubsetOf("promoted", "already-done");
    assertThat(pipeline.text("processed/delayed")).isEqualTo("patience");
    assertThat(pipeline.versions("processed/")).hasSize(1);
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isZero();
  }

  @Test
  void promotesNothingWhileRecordsCannotBeSealed() {
    faults().fail("PutObject", key -> key.startsWith("records/"), S3ErrorCode.SLOW_DOWN, 5);
    ObjectVersion landed = pipeline.put("incoming/a", "first sealed");

    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("promoted");
    assertThat(pipeline.record(landed).sha256()).isEqualTo(Bytes.sha256("first sealed"));
  }

  /** A wrong policy of the provenance bucket must not cost an object. */
  @Test
  void retriesDenialsOfTheProvenanceBucket() {
    faults().fail("PutObject", key -> key.startsWith("records/"), S3ErrorCode.ACCESS_DENIED, 2);
    ObjectVersion landed = pipeline.put("incoming/a", "patience");

    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("promoted");
    assertThat(pipeline.record(landed).sha256()).isEqualTo(Bytes.sha256("patience"));
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isZero();
  }

  /** Anybody who may send to the queue can write such a message; no retry makes the id right. */
  @Test
  void rejectsVersionIdThatS3CouldNotHaveGivenAsGone() {
    ObjectVersion impossible = new ObjectVersion(pipeline.raw(), "incoming/a", "no such id");
    pipeline
        .aws()
        .sqs()
        .sendMessage(
            it ->
                it.queueUrl(pipeline.queueUrl())
                    .messageBody(NotificationSender.created(impossible, "01")));

    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("rejected-object-gone");
  }

  /** A late duplicate must end by name, although nothing tells whether its version was promoted. */
  @Test
  void namesEndThatIsUnknownWhileListingsAreDenied() {
    ObjectVersion first = pipeline.put("incoming/a", "one");
    pipeline.awaitEnds(1);
    pipeline.put("incoming/a", "two");
    pipeline.awaitEnds(2);
    faults().fail("ListObjectVersions", key -> true, S3ErrorCode.ACCESS_DENIED, ALWAYS);
    pipeline
        .aws()
        .sqs()
        .sendMessage(
            it ->
                it.queueUrl(pipeline.queueUrl())
                    .messageBody(NotificationSender.created(first, "01")));

    pipeline.awaitEnds(3);

    assertThat(pipeline.labels()).containsExactly("promoted", "promoted", "rejected-end-unknown");
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isEqualTo(1);
  }

  /** A role without its rights must not move the queue to the dead-letter queue. */
  @Test
  void keepsMessagesInQueueWhileEverythingIsDenied() {
    AtomicInteger asked = new AtomicInteger();
    faults()
        .fail(
            "GetObject",
            key -> key.startsWith("incoming/") && asked.incrementAndGet() > 0,
            S3ErrorCode.ACCESS_DENIED,
            ALWAYS);
    int objects = 30;
    for (int object = 0; object < objects; object++) {
      pipeline.put("incoming/" + object, "kept");
    }
    await().atMost(Duration.ofMinutes(1)).until(() -> asked.get() >= 5);
    assertThat(pipeline.labels()).as("given up while everything is denied").isEmpty();
    faults().reset();

    pipeline.awaitEnds(objects, Duration.ofMinutes(2));

    assertThat(pipeline.left(pipeline.deadLetterUrl())).isZero();
    assertThat(pipeline.promoted()).hasSize(objects);
  }

  @Test
  void readsBytesAgainAfterOneTransmissionError() {
    faults().corrupt("GetObject", key -> key.endsWith("flipped"), 1);
    ObjectVersion landed = pipeline.put("incoming/flipped", "right");

    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("promoted");
    assertThat(pipeline.record(landed).sha256()).isEqualTo(Bytes.sha256("right"));
  }

  @Test
  void neverSealsBytesThatDifferFromStoredChecksum() {
    faults().corrupt("GetObject", key -> key.endsWith("rotten"), ALWAYS);
    ObjectVersion landed = pipeline.put("incoming/rotten", "right");

    assertRejected(landed, "digest-mismatch");
    assertThat(pipeline.archive().find(landed)).isEmpty();
  }

  @Test
  void keepsSourceOfMismatchingCopy() {
    faults().corrupt("CopyObject", key -> key.endsWith("miscopied"), ALWAYS);
    ObjectVersion landed = pipeline.put("incoming/miscopied", "right");

    assertRejected(landed, "copy-mismatch");
    assertThat(pipeline.record(landed).sha256()).isEqualTo(Bytes.sha256("right"));
  }

  @Test
  void rejectsValidRecordOfAnotherDigestAsConflict() {
    pipeline.stop();
    ObjectVersion landed = pipeline.put("incoming/contested", "ours");
    pipeline.archive().seal(landed, OtherRecord.of(landed, "theirs", pipeline.key()));
    restart();

    assertRejected(landed, "record-conflict");
    assertThat(pipeline.record(landed).sha256()).isEqualTo(Bytes.sha256("theirs"));
  }

  @Test
  void namesSuspendedVersioningInsteadOfAConflict() {
    pipeline
        .s3()
        .putBucketVersioning(
            it ->
                it.bucket(pipeline.raw())
                    .versioningConfiguration(to -> to.status(BucketVersioningStatus.SUSPENDED)));
    pipeline.put("incoming/overwritten", "one");
    pipeline.awaitEnds(1);

    ObjectVersion second = pipeline.put("incoming/overwritten", "two");

    pipeline.awaitEnds(2);
    assertThat(pipeline.labels()).containsExactly("promoted", "rejected-versioning-suspended");
    assertThat(pipeline.exists(second.key(), second.versionId())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no record", "{}"})
  void rejectsInvalidRecordByName(String impostor) {
    pipeline.stop();
    ObjectVersion landed = pipeline.put("incoming/forged", "ours");
    pipeline.archive().seal(landed, impostor.getBytes(StandardCharsets.UTF_8));
    restart();

    assertRejected(landed, "record-invalid");
  }

  private Faults faults() {
    return cloud.faults();
  }

  private void assertRejected(ObjectVersion version, String reason) {
    Rejection.isNamed(pipeline, version, reason);
  }

  private void restart() {
    try {
      pipeline.start();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
