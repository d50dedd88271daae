package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.localcloud.Faults;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.offline.VerificationReport;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.S3Address;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Digest mode server: S3 states the digest, and Waybill reads only objects it cannot state it of.
 */
@ExtendWith(CloudExtension.class)
class ServerDigestIT {
  private static final int ALWAYS = 1000;
  private static final int MIB = 1 << 20;

  private final CloudUnderTest cloud;
  private PipelineUnderTest pipeline;
  @TempDir Path folder;

  ServerDigestIT(CloudUnderTest cloud) {
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
  void readsNothingWhenS3ComputesTheDigest() throws Exception {
    denyReads();
    pipeline.start();
    ObjectVersion landed = pipeline.put("incoming/a", "first light");

    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("promoted");
    assertSealed(landed, "first light", Hasher.S3_COPY);
    assertThat(pipeline.exists("incoming/a", landed.versionId())).isFalse();
    assertThat(pipeline.versions("processed/")).hasSize(1);
    cloud.resetFaults();
    assertThat(pipeline.text("processed/a")).isEqualTo("first light");
    assertThat(verify("processed/a").isVerified()).isTrue();
    assertThat(verify("processed/a").findings())
        .anyMatch(it -> it.detail().contains("sealed with the digest stated by S3"));
  }

  @Test
  void sealsStoredDigest() throws Exception {
    denyReads();
    pipeline.start();
    ObjectVersion landed = putWithDigest("incoming/a", "stored");

    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("promoted");
    assertSealed(landed, "stored", Hasher.S3_STORED);
    assertThat(pipeline.promoted().get(0).copied().verifiedBy())
        .as("the copy is compared with it")
        .isEqualTo("S3's SHA-256 of the copy equals ours");
  }

  /** The stored checksum of a multipart upload is a composite, not the object's digest. */
  @Test
  void sealsDigestOfTheCopyOfMultipartUpload() throws Exception {
    denyReads();
    pipeline.start();
    String text = "x".repeat(5 * MIB) + "the rest";
    ObjectVersion landed = putInParts("incoming/parts", text, 5 * MIB);

    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("promoted");
    assertSealed(landed, text, Hasher.S3_COPY);
  }

  @Test
  void readsObjectTooLargeForOneCopy() throws Exception {
    PipelineUnderTest small = pipeline.copyingInPartsAbove(6 * MIB, 5 * MIB);
    try {
      small.start();
      String text = "y".repeat(7 * MIB);
      ObjectVersion landed = small.put("incoming/large", text);

      small.awaitEnds(1);

      assertThat(small.labels()).containsExactly("promoted");
      assertThat(small.record(landed).hasher()).isEqualTo(Hasher.WAYBILL);
      assertThat(small.record(landed).sha256()).isEqualTo(Bytes.sha256(text));
    } finally {
      small.stop();
    }
  }

  @Test
  void readsCanaryUnlessItsDigestIsStored() throws Exception {
    pipeline.start();
    ObjectVersion read = pipeline.put("test/read", "tweet");
    pipeline.awaitEnds(1);
    ObjectVersion stored = putWithDigest("test/stored", "twitter");
    pipeline.awaitEnds(2);

    assertThat(pipeline.labels()).containsOnly("canary-sealed");
    assertSealed(read, "tweet", Hasher.WAYBILL);
    assertSealed(stored, "twitter", Hasher.S3_STORED);
    assertThat(pipeline.versions("processed/")).isEmpty();
  }

  @Test
  void readsAndCopiesOverOccupiedDestination() throws Exception {
    pipeline.put("processed/a", "nobody's");
    pipeline.start();
    ObjectVersion landed = pipeline.put("incoming/a", "ours");

    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("promoted");
    assertSealed(landed, "ours", Hasher.WAYBILL);
    assertThat(pipeline.text("processed/a")).isEqualTo("ours");
  }

  @Test
  void trustsS3OnlyForNamedPrefixes() throws Exception {
    pipeline.close();
    pipeline =
        PipelineUnderTest.provision(
                cloud,
                folder.resolve("prefixes"),
                Map.of(
                    "waybill.digest.mode", "server",
                    "waybill.digest.server-prefixes", "incoming/logs/"))
            .start();
    ObjectVersion log = pipeline.put("incoming/logs/a", "a line");
    ObjectVersion other = pipeline.put("incoming/other", "a word");

    pipeline.awaitEnds(2);

    assertSealed(log, "a line", Hasher.S3_COPY);
    assertSealed(other, "a word", Hasher.WAYBILL);
  }

  @Test
  void readsObjectWhoseHeadIsDenied() throws Exception {
    // Twice, because the response to a HEAD states no reason, so that the SDK retries it.
    faults().fail("HeadObject", key -> key.endsWith("veiled"), S3ErrorCode.ACCESS_DENIED, 1);
    pipeline.start();
    ObjectVersion landed = pipeline.put("incoming/veiled", "seen");

    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("promoted");
    assertSealed(landed, "seen", Hasher.WAYBILL);
  }

  private void assertSealed(ObjectVersion version, String text, Hasher by) {
    assertThat(pipeline.record(version).version()).isEqualTo(version);
    assertThat(pipeline.record(version).sha256()).isEqualTo(Bytes.sha256(text));
    assertThat(pipeline.record(version).size()).isEqualTo(text.length());
    assertThat(pipeline.record(version).hasher()).isEqualTo(by);
  }

  /** Makes every read of an object in custody fail. */
  private void denyReads() {
    faults()
        .fail("GetObject", key -> !key.startsWith("records/"), S3ErrorCode.ACCESS_DENIED, ALWAYS);
  }

  private VerificationReport verify(String key) throws Exception {
    S3Address address = new S3Address(pipeline.raw(), key, null);
    return OnlineVerification.verify(pipeline.aws(), pipeline.loaded(), address, null, null);
  }

  private ObjectVersion putWithDigest(String key, String text) {
    String version =
        pipeline
            .s3()
            .putObject(
                it ->
                    it.bucket(pipeline.raw()).key(key).checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromString(text))
            .versionId();
    return new ObjectVersion(pipeline.raw(), key, version);
  }

  private ObjectVersion putInParts(String key, String text, int partSize) {
    var s3 = pipeline.s3();
    String upload =
        s3.createMultipartUpload(
                it ->
                    it.bucket(pipeline.raw()).key(key).checksumAlgorithm(ChecksumAlgorithm.SHA256))
            .uploadId();
    List<CompletedPart> parts =
        List.of(
            part(key, upload, 1, text.substring(0, partSize)),
            part(key, upload, 2, text.substring(partSize)));
    String version =
        s3.completeMultipartUpload(
                it ->
                    it.bucket(pipeline.raw())
                        .key(key)
                        .uploadId(upload)
                        .multipartUpload(to -> to.parts(parts)))
            .versionId();
    return new ObjectVersion(pipeline.raw(), key, version);
  }

  private CompletedPart part(String key, String upload, int number, String text) {
    var answer =
        pipeline
            .s3()
            .uploadPart(
                it ->
                    it.bucket(pipeline.raw())
                        .key(key)
                        .uploadId(upload)
                        .partNumber(number)
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromBytes(text.getBytes(StandardCharsets.US_ASCII)));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(answer.eTag())
        .checksumSHA256(answer.checksumSHA256())
        .build();
  }

  private Faults faults() {
    return cloud.faults();
  }
}
