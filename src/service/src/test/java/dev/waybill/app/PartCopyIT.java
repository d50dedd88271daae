package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.localcloud.Faults;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/** Promotion of objects above the limit of one copy, which is lowered for the test. */
@ExtendWith(CloudExtension.class)
class PartCopyIT {
  private static final int MIB = 1 << 20;
  private static final int SIZE = 23 * MIB + 7;
  private static final String SOURCE = "incoming/large.bin";
  private static final String COPY = "processed/large.bin";

  private final CloudUnderTest cloud;
  private PipelineUnderTest pipeline;
  @TempDir Path folder;

  PartCopyIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void start() throws Exception {
    pipeline =
        PipelineUnderTest.provision(cloud, folder, Map.of())
            .copyingInPartsAbove(10 * MIB, 5 * MIB)
            .start();
  }

  @AfterEach
  void stop() {
    pipeline.close();
  }

  @Test
  void copiesPartByPartWithAllAttributes() {
    byte[] bytes = bytes(1);
    ObjectVersion landed = put(bytes);

    awaitEnds("promoted");

    assertThat(pipeline.record(landed).sha256()).isEqualTo(sha256(bytes));
    assertThat(promotedBytes()).isEqualTo(bytes);
    HeadObjectResponse head = head();
    assertThat(head.checksumSHA256()).endsWith("-5");
    assertThat(head.contentType()).isEqualTo("text/plain");
    assertThat(head.metadata()).containsExactly(Map.entry("origin", "plant-7"));
    assertThat(head.serverSideEncryptionAsString()).isEqualTo("aws:kms");
    assertThat(head.ssekmsKeyId()).isEqualTo(cloud.kmsKey());
    assertThat(head.bucketKeyEnabled()).isTrue();
    assertThat(pipeline.s3().getObjectTagging(it -> it.bucket(pipeline.raw()).key(COPY)).tagSet())
        .containsExactly(Tag.builder().key("class").value("secret").build());
    assertThat(pipeline.exists(SOURCE, landed.versionId())).isFalse();
    assertNoUploadIsLeft();
  }

  @Test
  void promotesOnceWhenNotifiedTwice() {
    ObjectVersion landed = put(bytes(1));
    awaitEnds("promoted");

    pipeline
        .aws()
        .sqs()
        .sendMessage(
            it ->
                it.queueUrl(pipeline.queueUrl())
                    .messageBody(NotificationSender.created(landed, "0".repeat(18))));

    awaitEnds("promoted", "already-done");
    assertThat(pipeline.versions("processed/")).hasSize(1);
  }

  @Test
  void promotesNewerVersionOverPromotedOne() {
    byte[] newer = bytes(2);
    put(bytes(1));
    awaitEnds("promoted");

    put(newer);

    awaitEnds("promoted", "promoted");
    assertThat(promotedBytes()).isEqualTo(newer);
    assertThat(pipeline.versions("processed/")).hasSize(2);
    assertNoUploadIsLeft();
  }

  @Test
  void promotesNewerOfTwoVersionsCopiedAtOnce() {
    cloud.assumeWithout(EmulatorLimit.COMPLETION_NOT_ATOMIC);
    byte[] newer = bytes(2);
    put(bytes(1));
    put(newer);

    pipeline.awaitEnds(2);

    assertThat(pipeline.labels()).isSubsetOf("promoted", "superseded");
    assertThat(promotedBytes()).isEqualTo(newer);
    assertNoUploadIsLeft();
  }

  @Test
  void neverCompletesCopyWithMismatchingPart() {
    Faults faults = cloud.faults();
    faults.corrupt("UploadPartCopy", key -> key.equals(COPY), 1);
    try {
      ObjectVersion landed = put(bytes(1));

      awaitEnds("rejected-copy-mismatch");

      assertThat(pipeline.exists(SOURCE, landed.versionId())).isTrue();
      assertThat(pipeline.versions("processed/")).isEmpty();
      assertNoUploadIsLeft();
    } finally {
      faults.reset();
    }
  }

  private ObjectVersion put(byte[] bytes) {
    String version =
        pipeline
            .s3()
            .putObject(
                it ->
                    it.bucket(pipeline.raw())
                        .key(SOURCE)
                        .contentType("text/plain")
                        .metadata(Map.of("origin", "plant-7"))
                        .tagging("class=secret"),
                RequestBody.fromBytes(bytes))
            .versionId();
    return new ObjectVersion(pipeline.raw(), SOURCE, version);
  }

  private void awaitEnds(String... labels) {
    pipeline.awaitEnds(labels.length, Duration.ofMinutes(1));
    assertThat(pipeline.labels()).containsExactly(labels);
  }

  private HeadObjectResponse head() {
    return pipeline
        .s3()
        .headObject(it -> it.bucket(pipeline.raw()).key(COPY).checksumMode(ChecksumMode.ENABLED));
  }

  private byte[] promotedBytes() {
    return pipeline.s3().getObjectAsBytes(it -> it.bucket(pipeline.raw()).key(COPY)).asByteArray();
  }

  private void assertNoUploadIsLeft() {
    assertThat(pipeline.s3().listMultipartUploads(it -> it.bucket(pipeline.raw())).uploads())
        .isEmpty();
  }

  private static byte[] bytes(int seed) {
    byte[] bytes = new byte[SIZE];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static Sha256 sha256(byte[] bytes) {
    return Sha256.of(Bytes.sha256().digest(bytes));
  }
}
