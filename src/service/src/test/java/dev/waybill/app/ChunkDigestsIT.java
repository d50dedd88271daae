package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordKey;
import dev.waybill.record.chunk.ChunkDigests;
import dev.waybill.record.chunk.StatedChunks;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.offline.VerificationFinding;
import dev.waybill.record.offline.VerificationFinding.Answer;
import dev.waybill.record.offline.VerificationReport;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.S3Address;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Digests of the chunks of an object above a limit that is lowered for the test. */
@ExtendWith(CloudExtension.class)
class ChunkDigestsIT {
  private static final int MIB = 1 << 20;
  private static final int SIZE = 5 * MIB + 7;
  private static final String COPY = "processed/large.bin";

  private final CloudUnderTest cloud;
  private final byte[] bytes = new byte[SIZE];
  @TempDir Path folder;
  private PipelineUnderTest pipeline;
  private ObjectVersion landed;

  ChunkDigestsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    new Random(1).nextBytes(bytes);
  }

  @BeforeEach
  void promote() throws Exception {
    pipeline =
        PipelineUnderTest.provision(cloud, folder, Map.of("waybill.digest.chunks-above", "4MiB"))
            .start();
    landed = put("incoming/large.bin", bytes);
    pipeline.awaitEnds(1);
    assertThat(pipeline.labels()).containsExactly("promoted");
  }

  @AfterEach
  void end() {
    pipeline.close();
  }

  @Test
  void storesListOfChunksBesideTheRecordAndVerifiesBoth() throws Exception {
    CustodyRecord record = pipeline.record(landed);
    StatedChunks stated = record.chunks();
    assertThat(stated.size()).isEqualTo(MIB);
    assertThat(stated.count()).isEqualTo(6);

    ChunkDigests chunks = ChunkDigests.of(list(stated), stated, SIZE);
    assertThat(chunks.verify(5, Sha256.hash(Arrays.copyOfRange(bytes, 5 * MIB, SIZE)))).isTrue();
    assertThat(keys("records/")).containsExactly(RecordKey.of(landed));

    VerificationReport report = verify();
    assertThat(report.isVerified()).isTrue();
    assertThat(report.findings())
        .filteredOn(it -> it.subject().equals("chunks"))
        .extracting(VerificationFinding::answer, VerificationFinding::detail)
        .containsExactly(
            tuple(
                Answer.OK,
                "6 of 1048576 bytes, root "
                    + stated.root().hex()
                    + "; list s3://"
                    + pipeline.archive().bucket()
                    + "/"
                    + listKey(stated)));
  }

  @Test
  void namesBytesThatWereChangedInS3() throws Exception {
    bytes[2 * MIB + 5] ^= 1;
    bytes[SIZE - 1] ^= 1;
    pipeline.withoutRawPolicy();
    put(COPY, bytes);

    assertThat(finding("digest").answer()).isEqualTo(Answer.BAD);
    assertThat(finding("chunks").answer()).isEqualTo(Answer.BAD);
    assertThat(finding("chunks").detail())
        .startsWith("bytes 2097152-3145727, 5242880-5242886 differ; list s3://");
  }

  @Test
  void leavesChunksOpenWhenTheListIsGone() throws Exception {
    pipeline.deleteProvenancePolicy();
    StatedChunks stated = pipeline.record(landed).chunks();
    pipeline.s3().deleteObject(it -> it.bucket(pipeline.archive().bucket()).key(listKey(stated)));

    assertThat(verify().isVerified()).isTrue();
    assertThat(finding("chunks").answer()).isEqualTo(Answer.OPEN);
    assertThat(finding("chunks").detail()).startsWith("the list of their digests is gone: s3://");
  }

  @Test
  void verifiesNothingWithAnAlteredList() throws Exception {
    pipeline.deleteProvenancePolicy();
    StatedChunks stated = pipeline.record(landed).chunks();
    String other =
        new String(list(stated), StandardCharsets.US_ASCII)
            .replaceFirst("[0-9a-f]{64}", Sha256.hash("other").hex());
    pipeline
        .s3()
        .putObject(
            it -> it.bucket(pipeline.archive().bucket()).key(listKey(stated)),
            RequestBody.fromString(other));

    assertThat(verify().isVerified()).isFalse();
    assertThat(finding("chunks").answer()).isEqualTo(Answer.BAD);
    assertThat(finding("chunks").detail()).startsWith("the list is not the recorded one");
    assertThat(finding("digest").answer()).isEqualTo(Answer.OK);
  }

  @Test
  void statesNoChunksOfObjectUpToTheLimit() throws Exception {
    ObjectVersion small = put("incoming/small.bin", Arrays.copyOf(bytes, 4 * MIB));
    pipeline.awaitEnds(2);

    assertThat(pipeline.record(small).payload()).doesNotContain("chunks");
    assertThat(keys("chunks/")).hasSize(1);
  }

  private ObjectVersion put(String key, byte[] content) {
    String version =
        pipeline
            .s3()
            .putObject(it -> it.bucket(pipeline.raw()).key(key), RequestBody.fromBytes(content))
            .versionId();
    return new ObjectVersion(pipeline.raw(), key, version);
  }

  private VerificationReport verify() throws Exception {
    return OnlineVerification.verify(
        pipeline.aws(),
        pipeline.loaded(),
        new S3Address(pipeline.raw(), COPY, null),
        null,
        pipeline.key().trusted().get(0));
  }

  private VerificationFinding finding(String subject) throws Exception {
    return verify().findings().stream()
        .filter(it -> it.subject().equals(subject))
        .findFirst()
        .orElseThrow();
  }

  private String listKey(StatedChunks stated) {
    return RecordKey.ofChunks(landed, stated.root());
  }

  private byte[] list(StatedChunks stated) {
    return pipeline
        .s3()
        .getObjectAsBytes(it -> it.bucket(pipeline.archive().bucket()).key(listKey(stated)))
        .asByteArray();
  }

  private List<String> keys(String prefix) {
    return pipeline
        .s3()
        .listObjectsV2(it -> it.bucket(pipeline.archive().bucket()).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }
}
