package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.localcloud.Faults;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.model.Digested;
import dev.waybill.model.Received;
import dev.waybill.model.Rejected;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Digest mode server with failures between the copy and its record. */
@ExtendWith(CloudExtension.class)
class ServerDigestFailuresIT {
  private static final int ALWAYS = 1000;

  private final CloudUnderTest cloud;
  private PipelineUnderTest pipeline;
  @TempDir Path folder;

  ServerDigestFailuresIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void provision() throws Exception {
    pipeline = PipelineUnderTest.provision(cloud, folder, Map.of("waybill.digest.mode", "server"));
  }

  @AfterEach
  void stop() {
    cloud.resetFaults();
    pipeline.close();
  }

  @Test
  void keepsSourceWhileRecordsCannotBeSealed() throws Exception {
    faults().fail("PutObject", key -> key.startsWith("records/"), S3ErrorCode.SLOW_DOWN, 5);
    AtomicBoolean stays = new AtomicBoolean(true);
    faults().fail("DeleteObject", key -> noteSource(key, stays), S3ErrorCode.ACCESS_DENIED, 0);
    pipeline.start();
    ObjectVersion landed = pipeline.put("incoming/a", "patience");

    pipeline.awaitEnds(1);
    pipeline.awaitEmptyQueue(Duration.ofMinutes(1));

    assertThat(stays).as("the source exists while there is no record").isTrue();
    assertPromotedOnce(landed, "patience");
  }

  /** A process that dies at this point leaves the copy without a record. */
  @Test
  void readsAndSealsCopyThatWasLeftUnsealed() throws Exception {
    AtomicBoolean first = new AtomicBoolean(true);
    pipeline.onStage(
        stage -> {
          if (stage instanceof Digested && first.getAndSet(false)) {
            throw new IllegalStateException("killed");
          }
        });
    pipeline.start();
    ObjectVersion landed = pipeline.put("incoming/a", "left");

    pipeline.awaitEnds(1);
    pipeline.awaitEmptyQueue(Duration.ofMinutes(1));

    assertPromotedOnce(landed, "left");
    assertThat(pipeline.record(landed).hasher()).isEqualTo(Hasher.WAYBILL);
  }

  @Test
  void namesUnsealedCopyWhenRecordStatesAnotherDigest() throws Exception {
    ObjectVersion landed = pipeline.put("incoming/contested", "ours");
    pipeline.archive().seal(landed, OtherRecord.of(landed, "theirs", pipeline.key()));
    pipeline.start();

    assertRejected(landed, "record-conflict");
    assertThat(pipeline.record(landed).sha256()).isEqualTo(Bytes.sha256("theirs"));
    List<ObjectVersion> left = pipeline.versions("processed/");
    assertThat(left).hasSize(1);
    assertThat(((Rejected) pipeline.outcomes().get(0)).detail())
        .isEqualTo(
            "the sealed record states another digest; an unsealed copy is left under processed/,"
                + " its version "
                + left.get(0).versionId());
  }

  @Test
  void rejectsInvalidRecordByName() throws Exception {
    ObjectVersion landed = pipeline.put("incoming/forged", "ours");
    pipeline.archive().seal(landed, "{}".getBytes(StandardCharsets.UTF_8));
    pipeline.start();

    assertRejected(landed, "record-invalid");
  }

  @Test
  void rejectsUnexpectedEncryptionBeforeCopying() throws Exception {
    String other = cloud.kms().createKey().keyMetadata().arn();
    pipeline.withoutRawPolicy().start();
    String version =
        pipeline
            .s3()
            .putObject(
                it ->
                    it.bucket(pipeline.raw())
                        .key("incoming/other")
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId(other),
                RequestBody.fromString("ours"))
            .versionId();

    assertRejected(
        new ObjectVersion(pipeline.raw(), "incoming/other", version), "encryption-unexpected");
    assertThat(pipeline.versions("processed/")).isEmpty();
  }

  @Test
  void namesKmsDenialOfHeadLikeThatOfRead() throws Exception {
    faults().fail("HeadObject", key -> key.endsWith("refused"), S3ErrorCode.KMS_DISABLED, ALWAYS);
    faults().fail("GetObject", key -> key.endsWith("refused"), S3ErrorCode.KMS_DISABLED, ALWAYS);
    pipeline.start();
    ObjectVersion landed = pipeline.put("incoming/refused", "ours");

    pipeline.awaitEnds(1);
    faults().reset();
    assertRejected(landed, "kms-denied");
  }

  @Test
  void namesDeniedCopy() throws Exception {
    faults().fail("CopyObject", key -> key.endsWith("denied"), S3ErrorCode.ACCESS_DENIED, ALWAYS);
    pipeline.start();
    ObjectVersion landed = pipeline.put("incoming/denied", "ours");

    assertRejected(landed, "access-denied");
    assertThat(pipeline.archive().find(landed)).isEmpty();
  }

  @Test
  void namesGoneVersion() throws Exception {
    ObjectVersion gone = pipeline.put("incoming/gone", "never seen");
    pipeline
        .s3()
        .deleteObject(it -> it.bucket(gone.bucket()).key(gone.key()).versionId(gone.versionId()));
    pipeline.start();

    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("rejected-object-gone");
  }

  @Test
  void endsSecondNotificationOfPromotedVersionAsAlreadyDone() throws Exception {
    pipeline.start();
    ObjectVersion landed = pipeline.put("incoming/twice", "once");
    pipeline.awaitEnds(1);
    String again = NotificationSender.created(landed, "0".repeat(18));
    pipeline.aws().sqs().sendMessage(it -> it.queueUrl(pipeline.queueUrl()).messageBody(again));

    pipeline.awaitEnds(2);

    assertThat(pipeline.labels()).containsExactly("promoted", "already-done");
  }

  /** The older version looks up the place while the newer one has its copy there, but no record. */
  @Test
  void promotesNewerVersionThatWasCopiedButNotYetSealed() throws Exception {
    ObjectVersion older = pipeline.put("incoming/v", "one");
    ObjectVersion newer = pipeline.put("incoming/v", "two");
    CountDownLatch copied = new CountDownLatch(1);
    CountDownLatch olderEnded = new CountDownLatch(1);
    pipeline.onStage(
        stage -> {
          if (stage instanceof Received && stage.version().equals(older)) {
            await(copied);
          } else if (stage instanceof Digested && stage.version().equals(newer)) {
            copied.countDown();
            await(olderEnded);
          }
        });
    pipeline.start();
    pipeline.awaitEnds(1);
    assertThat(pipeline.text("processed/v"))
        .as("before the newer version is sealed")
        .isEqualTo("one");
    olderEnded.countDown();

    pipeline.awaitEnds(2);
    pipeline.awaitEmptyQueue(Duration.ofMinutes(1));

    assertThat(pipeline.labels()).containsExactly("promoted", "promoted");
    assertThat(pipeline.record(newer).hasher()).isEqualTo(Hasher.S3_COPY);
    assertThat(pipeline.text("processed/v")).isEqualTo("two");
    assertThat(pipeline.versions("incoming/")).isEmpty();
  }

  @Test
  void rejectsRoutesThatDoNotAskS3() throws Exception {
    Path home = RoutesCopy.under(folder);
    Path seal = home.resolve("routes").resolve("20-seal.camel.yaml");
    String text = Files.readString(seal);
    assertThat(text).contains("method: head");
    Files.writeString(seal, text.replace("method: head", "method: applies"));

    assertThatThrownBy(() -> pipeline.startFrom(home))
        .hasMessageContaining("waybill.digest.mode is server")
        .hasMessageContaining("20-seal");
  }

  private void assertPromotedOnce(ObjectVersion landed, String text) {
    assertThat(pipeline.labels()).hasSize(1).isSubsetOf("promoted", "already-done");
    assertThat(pipeline.record(landed).sha256()).isEqualTo(Bytes.sha256(text));
    assertThat(pipeline.text("processed/a")).isEqualTo(text);
    assertThat(pipeline.versions("processed/")).hasSize(1);
    assertThat(pipeline.versions("incoming/")).isEmpty();
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isZero();
  }

  private void assertRejected(ObjectVersion version, String reason) {
    Rejection.isNamed(pipeline, version, reason);
  }

  /** Checks at each delete that every source that is gone has a record; never makes it fail. */
  private boolean noteSource(String key, AtomicBoolean stays) {
    if (key.equals("incoming/a")
        && pipeline.versions("incoming/").stream().anyMatch(this::isUnsealed)) {
      stays.set(false);
    }
    return false;
  }

  private boolean isUnsealed(ObjectVersion version) {
    return pipeline.archive().find(version).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Faults faults() {
    return cloud.faults();
  }
}
