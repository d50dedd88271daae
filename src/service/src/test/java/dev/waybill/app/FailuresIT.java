package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.localcloud.Faults;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What S3 refuses or gets wrong: what may pass is tried again, what cannot has a name. */
@ExtendWith(CloudExtension.class)
class FailuresIT {
  private static final int FOR_EVER = 1000;

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
    cloud.calm();
    pipeline.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GetObject, ACCESS_DENIED, access-denied",
    "GetObject, KMS_DISABLED, kms-denied",
    "CopyObject, ACCESS_DENIED, access-denied",
    "CopyObject, KMS_NOT_FOUND, kms-denied",
    "DeleteObject, ACCESS_DENIED, access-denied",
  })
  void whatCannotPassIsNamedAtOnce(String operation, S3ErrorCode code, String reason) {
    faults().fail(operation, key -> key.endsWith("refused"), code, 1);

    ObjectVersion landed = pipeline.put("incoming/refused", "kept");

    itIsRejected(landed, reason);
  }

  @ParameterizedTest
  @CsvSource({"GetObject, SLOW_DOWN", "CopyObject, SLOW_DOWN", "DeleteObject, INTERNAL_ERROR"})
  void anOutageThatOutlastsTheClientsPatiencePasses(String operation, S3ErrorCode code) {
    faults().fail(operation, key -> key.endsWith("delayed"), code, 5);

    pipeline.put("incoming/delayed", "patience");

    pipeline.awaitEnds(1);
    pipeline.awaitEmptyQueue(Duration.ofSeconds(30));
    assertThat(pipeline.labels()).hasSize(1).isSubsetOf("promoted", "already-done");
    assertThat(pipeline.text("processed/delayed")).isEqualTo("patience");
    assertThat(pipeline.versions("processed/")).hasSize(1);
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isZero();
  }

  @Test
  void recordsThatCannotBeSealedForAWhilePromoteNothingMeanwhile() {
    faults().fail("PutObject", key -> key.startsWith("records/"), S3ErrorCode.SLOW_DOWN, 5);
    ObjectVersion landed = pipeline.put("incoming/a", "first sealed");

    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("promoted");
    assertThat(pipeline.record(landed).sha256()).isEqualTo(Bytes.sha256("first sealed"));
  }

  /** The provenance bucket's policy is wrong: that is no fault of the object. */
  @Test
  void aProvenanceBucketThatDeniesForAWhileCostsNoObject() {
    faults().fail("PutObject", key -> key.startsWith("records/"), S3ErrorCode.ACCESS_DENIED, 2);
    ObjectVersion landed = pipeline.put("incoming/a", "patience");

    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("promoted");
    assertThat(pipeline.record(landed).sha256()).isEqualTo(Bytes.sha256("patience"));
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isZero();
  }

  /** A role that lost its rights must not empty the queue into the dead-letter queue. */
  @Test
  void whereEverythingIsDeniedTheQueueKeepsWhatItHas() throws Exception {
    faults()
        .fail("GetObject", key -> key.startsWith("incoming/"), S3ErrorCode.ACCESS_DENIED, FOR_EVER);
    int objects = 30;
    for (int object = 0; object < objects; object++) {
      pipeline.put("incoming/" + object, "kept");
    }
    pipeline.awaitEnds(5);
    Thread.sleep(Duration.ofSeconds(3).toMillis());
    int rejected = pipeline.labels().size();
    faults().reset();

    pipeline.awaitEnds(objects, Duration.ofMinutes(2));

    assertThat(rejected).as("given up before it was clear").isLessThan(objects);
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isEqualTo(rejected);
    assertThat(pipeline.promoted()).hasSize(objects - rejected);
  }

  @Test
  void bytesThatArriveWrongOnceAreReadAgain() {
    faults().corrupt("GetObject", key -> key.endsWith("flipped"), 1);
    ObjectVersion landed = pipeline.put("incoming/flipped", "right");

    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("promoted");
    assertThat(pipeline.record(landed).sha256()).isEqualTo(Bytes.sha256("right"));
  }

  @Test
  void bytesThatAreNotWhatS3StoresAreNeverSealed() {
    faults().corrupt("GetObject", key -> key.endsWith("rotten"), FOR_EVER);
    ObjectVersion landed = pipeline.put("incoming/rotten", "right");

    itIsRejected(landed, "digest-mismatch");
    assertThat(pipeline.archive().find(landed)).isEmpty();
  }

  @Test
  void aCopyOfOtherBytesLeavesTheSource() {
    faults().corrupt("CopyObject", key -> key.endsWith("miscopied"), FOR_EVER);
    ObjectVersion landed = pipeline.put("incoming/miscopied", "right");

    itIsRejected(landed, "copy-mismatch");
    assertThat(pipeline.record(landed).sha256()).isEqualTo(Bytes.sha256("right"));
  }

  @Test
  void aGoodRecordOfAnotherDigestIsAConflict() {
    pipeline.stop();
    ObjectVersion landed = pipeline.put("incoming/contested", "ours");
    pipeline.archive().seal(landed, OtherRecord.of(landed, "theirs", pipeline.key()));
    restart();

    itIsRejected(landed, "record-conflict");
    assertThat(pipeline.record(landed).sha256()).isEqualTo(Bytes.sha256("theirs"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no record", "{}"})
  void whatIsNoRecordInARecordsPlaceIsNamed(String impostor) {
    pipeline.stop();
    ObjectVersion landed = pipeline.put("incoming/forged", "ours");
    pipeline.archive().seal(landed, impostor.getBytes(StandardCharsets.UTF_8));
    restart();

    itIsRejected(landed, "record-invalid");
  }

  private Faults faults() {
    return cloud.faults();
  }

  private void itIsRejected(ObjectVersion version, String reason) {
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
