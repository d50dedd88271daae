package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.log.LogPaths;
import dev.waybill.model.Outcome;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Way of sealed records into the log, with the shipped routes. */
@ExtendWith(CloudExtension.class)
final class LogIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ALWAYS = 1_000_000;

  private final CloudUnderTest cloud;
  private PipelineUnderTest pipeline;

  LogIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void provision(@TempDir Path folder) throws Exception {
    pipeline =
        PipelineUnderTest.provision(cloud, folder, Map.of("waybill.record-log.enabled", "true"));
  }

  @AfterEach
  void close() {
    cloud.resetFaults();
    pipeline.close();
  }

  @Test
  void hasEntryOfEveryRecordOnceAndLeavesNothingPending() throws Exception {
    pipeline.start();
    for (int i = 0; i < 20; i++) {
      pipeline.put("incoming/" + i, "content " + i);
    }
    pipeline.put("test/a", "content");
    pipeline.awaitEnds(21, LIMIT);

    awaitSize(21);
    List<LogEntry> entries = entries();
    assertThat(entries.stream().map(LogEntry::recordKey))
        .containsExactlyInAnyOrderElementsOf(keys("records/"));
    assertThat(entries).allSatisfy(this::assertStatesItsRecord);
    pipeline.awaitEmptyQueue(LIMIT);
    await().atMost(LIMIT).until(() -> keys(LogPaths.PENDING).isEmpty());
    assertThat(keys(LogPaths.PREFIX))
        .contains(LogPaths.VKEYS, LogPaths.POLICY, LogPaths.CHECKPOINT, LogPaths.LOCK);
  }

  private void assertStatesItsRecord(LogEntry entry) {
    byte[] object = bytes(entry.recordKey());
    assertThat(entry.recordSha256()).isEqualTo(Sha256.hash(object));
    var record = pipeline.record(entry.version());
    assertThat(entry.sha256()).isEqualTo(record.sha256());
    assertThat(entry.sealedAt()).isEqualTo(record.sealedAt());
    assertThat(entry.destinationKey()).isEqualTo(record.destinationKey());
  }

  /** The process ends between the record and the durable entry, as a killed one does. */
  @Test
  void keepsMessageUntilEntryIsDurableAndAddsItOnceAfterRestart() throws Exception {
    cloud
        .faults()
        .fail(
            "PutObject",
            key -> key.startsWith(LogPaths.PENDING),
            S3ErrorCode.ACCESS_DENIED,
            ALWAYS);
    pipeline.start();
    ObjectVersion version = pipeline.put("incoming/a", "content");
    pipeline.awaitEnds(1, LIMIT);
    assertThat(pipeline.left(pipeline.queueUrl())).isPositive();
    assertThat(pipeline.exists("incoming/a", version.versionId())).isFalse();
    pipeline.stop();
    assertThat(pipeline.left(pipeline.queueUrl())).isPositive();

    cloud.resetFaults();
    pipeline.start();
    pipeline.awaitEmptyQueue(LIMIT);

    awaitSize(1);
    assertThat(entries().get(0).version()).isEqualTo(version);
    assertThat(pipeline.outcomes()).extracting(Outcome::label).contains("already-done");
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isZero();
  }

  @Test
  void writesWhatWaitsAndDeletesItsMessagesWhenItStops() throws Exception {
    pipeline.start();
    for (int i = 0; i < 5; i++) {
      pipeline.put("incoming/" + i, "content " + i);
    }
    pipeline.awaitEnds(5, LIMIT);
    pipeline.stop();

    assertThat(pipeline.left(pipeline.queueUrl())).isZero();
    pipeline.start();
    awaitSize(5);
    assertThat(pipeline.outcomes()).hasSize(5);
  }

  private void awaitSize(long size) {
    await().atMost(LIMIT).untilAsserted(() -> assertThat(checkpoint()).hasValue(size));
  }

  private Optional<Long> checkpoint() {
    return keys(LogPaths.CHECKPOINT).stream()
        .map(it -> Checkpoint.of(SignedNote.parse(bytes(it)).text()).size())
        .findFirst();
  }

  private List<LogEntry> entries() {
    String bundle = LogPaths.TILES + "entries/000.p/" + checkpoint().orElseThrow();
    return EntryBundle.decode(bytes(bundle)).stream().map(LogEntry::parse).toList();
  }

  private byte[] bytes(String key) {
    return pipeline
        .s3()
        .getObjectAsBytes(it -> it.bucket(pipeline.settings().provenance().bucket()).key(key))
        .asByteArray();
  }

  private List<String> keys(String prefix) {
    return pipeline
        .s3()
        .listObjectsV2Paginator(
            it -> it.bucket(pipeline.settings().provenance().bucket()).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }
}
