package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.S3LogStore;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.LogService.Defect;
import dev.waybill.cli.LogService.Proven;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.log.LogPaths;
import dev.waybill.log.StoredObject;
import dev.waybill.log.time.Anchors;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.LogProof;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.offline.VerificationFinding;
import dev.waybill.record.offline.VerificationFinding.Answer;
import dev.waybill.signing.LogKeys;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.S3Address;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;

/** Tests of {@code waybill log} and {@code verify} on the log that a running pipeline writes. */
@ExtendWith(CloudExtension.class)
class LogCommandIT {
  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;
  private S3LogStore store;
  private LogRun command;

  LogCommandIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void start() throws Exception {
    pipeline =
        PipelineUnderTest.provision(cloud, folder, Map.of("waybill.record-log.enabled", "true"))
            .start();
    store = new S3LogStore(pipeline.s3(), pipeline.settings().provenance());
    command =
        new LogRun(
            settings ->
                AwsClients.of(
                    cloud.endpoint(),
                    CloudUnderTest.REGION,
                    StaticCredentialsProvider.create(cloud.credentials())));
  }

  @AfterEach
  void end() {
    cloud.resetFaults();
    store.close();
    pipeline.close();
  }

  private Optional<Checkpoint> newest() {
    return store
        .find(LogPaths.CHECKPOINT)
        .map(StoredObject::content)
        .map(SignedNote::parse)
        .map(it -> Checkpoint.of(it.text()));
  }

  private List<ObjectVersion> sealed(int count) {
    List<ObjectVersion> versions = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      versions.add(pipeline.put("incoming/" + at, "object " + at));
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> newest().filter(it -> it.size() == count).isPresent());
    pipeline.awaitEnds(count);
    return versions;
  }

  private Proven prove(S3Address address) {
    return command.prove(pipeline.loaded(), address, line -> {});
  }

  private static String bad(List<VerificationFinding> findings) {
    return findings.stream()
        .filter(it -> it.answer() == Answer.BAD)
        .map(VerificationFinding::detail)
        .reduce("", (one, other) -> one + other + "\n");
  }

  private List<Defect> defects() {
    List<Defect> defects = new ArrayList<>();
    long unused = command.fsck(pipeline.loaded(), defects::add, entries -> {});
    return defects;
  }

  @Test
  void provesAndVerifiesWhatTheServiceSealed() throws Exception {
    List<ObjectVersion> versions = sealed(12);
    var log = pipeline.settings().recordLog();
    LogPolicy policy =
        LogPolicy.ofLog(LogKeys.read(log.keys(), log.origin(), Clock.systemUTC()).keys());

    for (ObjectVersion version : versions) {
      Proven proven = prove(new S3Address(version.bucket(), version.key(), version.versionId()));
      assertThat(proven.problem()).isEmpty();
      LogProof proof = LogProof.parse(proven.proof().bytes());
      byte[] record = pipeline.archive().find(version).orElseThrow().bytes();
      assertThat(proof.verifyRecord(policy, record).isVerified()).isTrue();
    }
    assertThat(prove(new S3Address(pipeline.raw(), "processed/3", null)).problem()).isEmpty();
    assertThat(
            OnlineVerification.verify(
                    pipeline.aws(),
                    pipeline.loaded(),
                    new S3Address(pipeline.raw(), "processed/3", null),
                    null,
                    null)
                .findings())
        .filteredOn(it -> it.subject().equals("log"))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.answer()).isEqualTo(Answer.OK);
              assertThat(it.detail()).matches("index \\d+ of 12, not cosigned");
            });
    assertThatThrownBy(() -> prove(new S3Address(pipeline.raw(), "incoming/none", null)))
        .isInstanceOf(CommandException.class)
        .hasMessage("there is no valid record of this object");
  }

  @Test
  void findsNothingInWholeLogAndNamesChangedTileAndRollback() {
    sealed(5);
    byte[] old = store.find(LogPaths.CHECKPOINT).orElseThrow().content();
    assertThat(new Anchors(store, this::newest, "provenance", Clock.systemUTC()).run()).hasSize(1);
    pipeline.put("incoming/6", "more");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> newest().filter(it -> it.size() == 6).isPresent());
    pipeline.stop();

    assertThat(defects()).isEmpty();
    assertThat(bad(command.verify(pipeline.loaded()))).isEmpty();
    assertThat(bad(command.consistency(pipeline.loaded(), old))).isEmpty();

    byte[] newest = store.find(LogPaths.CHECKPOINT).orElseThrow().content();
    overwrite(LogPaths.CHECKPOINT, old);
    assertThat(bad(command.consistency(pipeline.loaded(), newest)))
        .contains("log-checkpoint-rolled-back");
    overwrite(LogPaths.CHECKPOINT, newest);
    overwrite("log/tile/entries/000.p/6", new byte[] {0, 1, 2});
    assertThat(defects()).extracting(Defect::rule).contains("log-bundle-changed");
  }

  @Test
  void verifiesRecordAndLeavesLogOpenWhenS3DeniesReadingTheLog() throws Exception {
    sealed(1);
    cloud
        .faults()
        .fail(
            "GetObject",
            key -> key.startsWith(LogPaths.PREFIX),
            S3ErrorCode.ACCESS_DENIED,
            1_000_000);

    var report =
        OnlineVerification.verify(
            pipeline.aws(),
            pipeline.loaded(),
            new S3Address(pipeline.raw(), "processed/0", null),
            null,
            null);

    assertThat(report.isVerified()).isTrue();
    assertThat(report.open()).containsExactly("log");
  }

  @Test
  void rejectsNoteThatTheLogDidNotSign() {
    sealed(1);
    LogKeys forger = LogKeys.generate(pipeline.settings().recordLog().origin(), Clock.systemUTC());

    assertThat(
            bad(
                command.consistency(
                    pipeline.loaded(), forger.sign(newest().orElseThrow()).bytes())))
        .contains("log-checkpoint-signature-invalid");
    assertThat(bad(command.consistency(pipeline.loaded(), new byte[] {1})))
        .contains("log-checkpoint-malformed");
  }

  private void overwrite(String key, byte[] content) {
    pipeline.deleteProvenancePolicy();
    pipeline
        .s3()
        .putObject(
            put -> put.bucket(pipeline.settings().provenance().bucket()).key(key),
            RequestBody.fromBytes(content));
  }
}
