package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.aws.AwsCall;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.S3LogStore;
import dev.waybill.aws.fixity.S3ObjectReads;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.examine.AuthenticatedEntries;
import dev.waybill.fixity.examine.EntryExaminer;
import dev.waybill.fixity.examine.PromotedPromise;
import dev.waybill.fixity.examine.ReadBudget;
import dev.waybill.fixity.examine.ScopePromises;
import dev.waybill.localcloud.Damage;
import dev.waybill.log.check.CheckpointTrust;
import dev.waybill.log.check.LogCheck;
import dev.waybill.log.check.VerifiedLogReader;
import dev.waybill.record.RecordKey;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.chunk.StatedChunks;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.RecordLogSettings;
import dev.waybill.signing.LogKeys;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.Fault;
import dev.waybill.testing.FaultProxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;

/** Examination by ranges of an object that the pipeline sealed with digests of its chunks. */
@ExtendWith(CloudExtension.class)
final class ChunkedFixityIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int MIB = 1 << 20;
  private static final int SIZE = 5 * MIB + 7;

  private final CloudUnderTest cloud;
  private final byte[] content = new byte[SIZE];
  private final Queue<AwsCall> calls = new ConcurrentLinkedQueue<>();
  private PipelineUnderTest pipeline;
  private S3LogStore store;
  private LogEntry entry;

  ChunkedFixityIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    new Random(1).nextBytes(content);
  }

  @BeforeEach
  void promote(@TempDir Path folder) throws Exception {
    pipeline =
        PipelineUnderTest.provision(
                cloud,
                folder,
                Map.of("waybill.record-log.enabled", "true", "waybill.digest.chunks-above", "4MiB"))
            .start();
    store = new S3LogStore(pipeline.s3(), pipeline.settings().provenance());
    var unused =
        pipeline
            .s3()
            .putObject(
                it -> it.bucket(pipeline.raw()).key("incoming/large.bin"),
                RequestBody.fromBytes(content));
    pipeline.awaitEnds(1);
    await().atMost(LIMIT).until(() -> entries().size() == 1);
    entry = entries().read(TileRange.of(0, 1)).get(0);
  }

  @AfterEach
  void end() {
    store.close();
    pipeline.close();
  }

  private AuthenticatedEntries entries() {
    RecordLogSettings log = pipeline.settings().recordLog();
    List<VerifierKey> keys = LogKeys.read(log.keys(), log.origin(), Clock.systemUTC()).keys();
    LogCheck check = new LogCheck(store, log.origin(), keys, CheckpointTrust.ofKeys(keys));
    return new AuthenticatedEntries(
        new VerifiedLogReader(store, check), Duration.ofDays(30), Clock.systemUTC());
  }

  private Examination examine() throws InterruptedException {
    return examine(cloud.endpoint());
  }

  private Examination examine(URI endpoint) throws InterruptedException {
    try (AwsClients aws =
            AwsClients.of(
                endpoint,
                CloudUnderTest.REGION,
                StaticCredentialsProvider.create(cloud.credentials()),
                pipeline.settings());
        EntryExaminer examiner =
            new EntryExaminer(
                new S3ObjectReads(aws.s3()),
                new S3ObjectReads(aws.s3()),
                pipeline.settings().scopes(),
                provenance(),
                new RecordVerifier(pipeline.key().trusted()),
                ScopePromises.of(pipeline.settings().scopes(), PromotedPromise.NONE),
                ReadBudget.UNLIMITED,
                Clock.systemUTC())) {
      aws.onCall(calls::add);
      return examiner.examine(0, entry);
    }
  }

  private String provenance() {
    return pipeline.settings().provenance().bucket();
  }

  private ObjectVersion copy() {
    return pipeline.versions("processed/large.bin").get(0);
  }

  private Damage damage() {
    return cloud.damage();
  }

  @Test
  void readsRecordAndListAndRanges() throws Exception {
    Examination found = examine();

    assertThat(found.condition()).isEqualTo(FixityCondition.INTACT);
    assertThat(found.rung()).isEqualTo(Rung.BYTES);
    assertThat(found.bytes()).isEqualTo(SIZE);
    assertThat(calls)
        .extracting(AwsCall::operation)
        .containsExactly("GetObject", "GetObject", "HeadObject", "GetObject");
  }

  @Test
  void namesBytesThatWereAlteredAtRest() throws Exception {
    damage().flipByte(copy().bucket(), copy().key(), copy().versionId(), 2 * MIB + 5);
    damage().flipByte(copy().bucket(), copy().key(), copy().versionId(), SIZE - 1);

    Examination found = examine();

    assertThat(found.condition()).isEqualTo(FixityCondition.ALTERED);
    assertThat(found.detail())
        .isEqualTo("bytes 2097152-3145727, 5242880-5242886 of 5242887 differ, read twice");
    assertThat(found.bytes()).isEqualTo(SIZE + MIB + 7);
  }

  @Test
  void namesBytesThatAreMissingAtRest() throws Exception {
    damage().truncate(copy().bucket(), copy().key(), copy().versionId(), 3 * MIB + 5);

    Examination found = examine();

    assertThat(found.condition()).isEqualTo(FixityCondition.TRUNCATED);
    assertThat(found.detail())
        .isEqualTo("bytes 3145733-5242886 of 5242887 are missing, read twice");
  }

  /** No body ends early there: S3 answers 416 to the next range. */
  @Test
  void namesBytesThatAreMissingFromBorderOfRange() throws Exception {
    damage().truncate(copy().bucket(), copy().key(), copy().versionId(), 0);

    Examination found = examine();

    assertThat(found.condition()).isEqualTo(FixityCondition.TRUNCATED);
    assertThat(found.detail()).isEqualTo("bytes 0-5242886 of 5242887 are missing, read twice");
    assertThat(found.bytes()).isZero();
  }

  @Test
  void continuesWhereConnectionIsCut() throws Exception {
    try (FaultProxy proxy = new FaultProxy(cloud.endpoint())) {
      proxy.inject(
          it -> it.method().equals("GET") && it.target().contains("/processed/"),
          2,
          Fault.cutBody(MIB));

      Examination found = examine(proxy.endpoint());

      assertThat(found.condition()).isEqualTo(FixityCondition.INTACT);
      assertThat(found.bytes()).isEqualTo(SIZE);
    }
  }

  @Test
  void readsStreamWhenListIsGoneOrAltered() throws Exception {
    pipeline.deleteProvenancePolicy();
    StatedChunks stated = pipeline.record(entry.version()).chunks();
    String list = RecordKey.ofChunks(entry.version(), stated.root());
    var unused =
        pipeline
            .s3()
            .putObject(it -> it.bucket(provenance()).key(list), RequestBody.fromString("other"));

    assertThat(examine().condition()).isEqualTo(FixityCondition.CHUNKS_ALTERED);
    var unusedMarker = pipeline.s3().deleteObject(it -> it.bucket(provenance()).key(list));
    Examination gone = examine();
    assertThat(gone.condition()).isEqualTo(FixityCondition.CHUNKS_GONE);
    assertThat(gone.rung()).isEqualTo(Rung.BYTES);
    assertThat(gone.bytes()).isEqualTo(SIZE);
  }
}
