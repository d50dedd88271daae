package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.aws.AwsCall;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.S3LogStore;
import dev.waybill.aws.fixity.S3ObjectReads;
import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.DrilledObjects;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.examine.AuthenticatedEntries;
import dev.waybill.fixity.examine.EntryExaminer;
import dev.waybill.fixity.examine.PromotedPromise;
import dev.waybill.fixity.examine.ReadBudget;
import dev.waybill.fixity.examine.ScopePromises;
import dev.waybill.fixity.examine.TileExaminer;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.log.check.CheckpointTrust;
import dev.waybill.log.check.LogCheck;
import dev.waybill.log.check.VerifiedLogReader;
import dev.waybill.record.Bundle;
import dev.waybill.record.Pae;
import dev.waybill.record.RecordKey;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.RecordLogSettings;
import dev.waybill.signing.LogKeys;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/**
 * Examination of objects that the pipeline sealed and promoted, and that somebody tampered with.
 */
@ExtendWith(CloudExtension.class)
final class FixityExaminationIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int PART = 5 << 20;

  private final CloudUnderTest cloud;
  private final Map<ObjectVersion, FixityCondition> expected = new HashMap<>();
  private PipelineUnderTest pipeline;
  private AwsClients readers;
  private S3LogStore store;
  private int sealed;

  FixityExaminationIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    pipeline =
        PipelineUnderTest.provision(
                cloud,
                folder,
                Map.of("waybill.record-log.enabled", "true", "waybill.raw.retention", "30d"))
            .copyingInPartsAbove(PART, PART)
            .start();
    readers =
        AwsClients.of(
            cloud.endpoint(),
            CloudUnderTest.REGION,
            StaticCredentialsProvider.create(cloud.credentials()),
            pipeline.settings());
    store = new S3LogStore(pipeline.s3(), pipeline.settings().provenance());
  }

  @AfterEach
  void close() {
    cloud.resetFaults();
    store.close();
    readers.close();
    pipeline.close();
  }

  @Test
  void readsRecordAndCopyOfEachIntactObjectOnce() throws Exception {
    for (int object = 0; object < 5; object++) {
      expect(put("object" + object, "content " + object), FixityCondition.INTACT);
    }
    expect(put("in parts", "x".repeat(PART + 1)), FixityCondition.INTACT);
    awaitPromoted();
    awaitLog();
    Queue<AwsCall> calls = new ConcurrentLinkedQueue<>();
    readers.onCall(calls::add);

    TileResult result = examine();

    assertExpected(result);
    assertThat(result.examinations()).allMatch(it -> it.rung() == Rung.BYTES);
    assertThat(calls).hasSize(2 * sealed).allMatch(it -> it.operation().equals("GetObject"));
  }

  @Test
  void namesWhatWasDoneToEachObject() throws Exception {
    ObjectVersion untouched = put("untouched", "content");
    ObjectVersion superseded = put("superseded", "first");
    ObjectVersion older = put("rolled back", "first");
    awaitPromoted();
    ObjectVersion newer = put("superseded", "second");
    ObjectVersion rolledBack = put("rolled back", "second");
    Map<String, ObjectVersion> versions = new HashMap<>();
    for (String name :
        List.of(
            "gone",
            "hidden",
            "replaced",
            "shadowed",
            "shadowed without sha256",
            "re-encrypted",
            "retention",
            "record gone",
            "record altered",
            "record signed again",
            "record and object")) {
      versions.put(name, put(name, "content"));
    }
    ObjectVersion inParts = put("in parts", "x".repeat(PART + 1));
    awaitPromoted();
    awaitLog();
    pipeline.withoutRawPolicy();
    pipeline.deleteProvenancePolicy();

    expect(untouched, FixityCondition.INTACT);
    expect(superseded, FixityCondition.INTACT);
    expect(newer, FixityCondition.INTACT);
    expect(older, FixityCondition.INTACT);
    putOver("processed/rolled back", "first");
    expect(rolledBack, FixityCondition.ROLLED_BACK);
    deleteVersions("processed/gone");
    expect(versions.get("gone"), FixityCondition.GONE);
    hide("processed/hidden");
    expect(versions.get("hidden"), FixityCondition.HIDDEN);
    deleteVersions("processed/replaced");
    putOver("processed/replaced", "another");
    expect(versions.get("replaced"), FixityCondition.REPLACED);
    putOver("processed/shadowed", "another");
    expect(versions.get("shadowed"), FixityCondition.SHADOWED);
    pipeline.put("processed/shadowed without sha256", "CONTENT");
    expect(versions.get("shadowed without sha256"), FixityCondition.SHADOWED);
    encryptWithoutKey("processed/re-encrypted");
    expect(versions.get("re-encrypted"), FixityCondition.REENCRYPTED);
    shortenRetention("processed/retention");
    expect(versions.get("retention"), FixityCondition.RETENTION_WEAKENED);
    deleteRecord(versions.get("record gone"));
    expect(versions.get("record gone"), FixityCondition.RECORD_GONE);
    putRecord(versions.get("record altered"), "{}".getBytes(StandardCharsets.UTF_8));
    expect(versions.get("record altered"), FixityCondition.RECORD_ALTERED);
    signAgain(versions.get("record signed again"));
    expect(versions.get("record signed again"), FixityCondition.RECORD_RESIGNED);
    deleteRecord(versions.get("record and object"));
    hide("processed/record and object");
    expect(versions.get("record and object"), FixityCondition.HIDDEN);
    hide("processed/in parts");
    expect(inParts, FixityCondition.HIDDEN);

    assertExpected(examine());
  }

  @Test
  void deniedReadsAreNoDefects() throws Exception {
    expect(put("denied", "content"), FixityCondition.UNREADABLE);
    expect(put("allowed", "content"), FixityCondition.INTACT);
    awaitPromoted();
    awaitLog();
    cloud
        .faults()
        .fail("GetObject", "processed/denied"::equals, S3ErrorCode.ACCESS_DENIED, 1_000_000);

    TileResult result = examine();

    assertExpected(result);
    assertThat(result.examinations()).extracting(Examination::detail).contains(denied());
  }

  private static String denied() {
    return "S3 answered 403 AccessDenied";
  }

  private void expect(ObjectVersion version, FixityCondition condition) {
    expected.put(version, condition);
  }

  private void assertExpected(TileResult result) {
    List<LogEntry> entries = entries().read(result.range());
    Map<ObjectVersion, FixityCondition> found = new HashMap<>();
    result
        .examinations()
        .forEach(it -> found.put(entries.get((int) it.index()).version(), it.condition()));
    assertThat(found).isEqualTo(expected);
  }

  private ObjectVersion put(String name, String content) {
    sealed++;
    return pipeline.put("incoming/" + name, content);
  }

  private void awaitPromoted() {
    await().atMost(LIMIT).until(() -> pipeline.promoted().size() >= sealed);
  }

  private void awaitLog() {
    await().atMost(LIMIT).until(() -> entries().size() == sealed);
  }

  private AuthenticatedEntries entries() {
    RecordLogSettings log = pipeline.settings().recordLog();
    List<VerifierKey> keys = LogKeys.read(log.keys(), log.origin(), Clock.systemUTC()).keys();
    LogCheck check = new LogCheck(store, log.origin(), keys, CheckpointTrust.ofKeys(keys));
    return new AuthenticatedEntries(
        new VerifiedLogReader(store, check), Duration.ofDays(30), Clock.systemUTC());
  }

  private TileResult examine() throws InterruptedException {
    EntryExaminer examiner =
        new EntryExaminer(
            new S3ObjectReads(readers.s3()),
            new S3ObjectReads(readers.s3()),
            pipeline.settings().scopes(),
            pipeline.settings().provenance().bucket(),
            new RecordVerifier(pipeline.key().trusted()),
            new ScopePromises(
                pipeline.settings().scopes(),
                scope ->
                    new PromotedPromise(
                        pipeline.settings().kmsKey(), scope.retention(), Instant.EPOCH)),
            ReadBudget.UNLIMITED,
            Clock.systemUTC());
    try (TileExaminer tiles =
        new TileExaminer(
            entries(),
            examiner,
            new DrilledObjects(pipeline.settings().scopes()),
            "test",
            4,
            Clock.systemUTC())) {
      return tiles.examine(new TileTask(CycleId.of(Instant.now()), TileRange.of(0, sealed)));
    }
  }

  private S3Client s3() {
    return pipeline.s3();
  }

  private void putOver(String key, String content) {
    var unused =
        s3().putObject(
                it -> it.bucket(pipeline.raw()).key(key).checksumAlgorithm("SHA256"),
                RequestBody.fromString(content));
  }

  private void hide(String key) {
    var unused = s3().deleteObject(it -> it.bucket(pipeline.raw()).key(key));
  }

  private void deleteVersions(String key) {
    for (ObjectVersion version : new ArrayList<>(pipeline.versions(key))) {
      var unused =
          s3().deleteObject(
                  it ->
                      it.bucket(version.bucket())
                          .key(version.key())
                          .versionId(version.versionId())
                          .bypassGovernanceRetention(true));
    }
  }

  private void encryptWithoutKey(String key) {
    var unused =
        s3().copyObject(
                it ->
                    it.sourceBucket(pipeline.raw())
                        .sourceKey(key)
                        .destinationBucket(pipeline.raw())
                        .destinationKey(key)
                        .checksumAlgorithm("SHA256")
                        .serverSideEncryption("AES256"));
  }

  private void shortenRetention(String key) {
    var unused =
        s3().putObjectRetention(
                it ->
                    it.bucket(pipeline.raw())
                        .key(key)
                        .bypassGovernanceRetention(true)
                        .retention(
                            to ->
                                to.mode(ObjectLockRetentionMode.GOVERNANCE)
                                    .retainUntilDate(Instant.now().plus(Duration.ofDays(1)))));
  }

  private void deleteRecord(ObjectVersion version) {
    var unused = s3().deleteObject(it -> it.bucket(provenance()).key(RecordKey.of(version)));
  }

  private void putRecord(ObjectVersion version, byte[] content) {
    var unused =
        s3().putObject(
                it -> it.bucket(provenance()).key(RecordKey.of(version)),
                RequestBody.fromBytes(content));
  }

  private void signAgain(ObjectVersion version) {
    byte[] payload = pipeline.record(version).payload().getBytes(StandardCharsets.UTF_8);
    putRecord(
        version,
        Bundle.write(payload, pipeline.key().sign(Pae.of(payload)), pipeline.key().keyId()));
  }

  private String provenance() {
    return pipeline.settings().provenance().bucket();
  }
}
