package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.aws.AwsClients;
import dev.waybill.backfill.BackfillPlan.Phase;
import dev.waybill.cli.BackfillService;
import dev.waybill.cli.FixityService.Defect;
import dev.waybill.cli.RestoreService;
import dev.waybill.log.LogPaths;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.offline.VerificationFinding;
import dev.waybill.record.offline.VerificationFinding.Answer;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SettingsLoader;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.S3Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Rehearsal of a lost region: another one takes over with replicas of both buckets and the same
 * keys. The local cloud has one region, so that the buckets of the other one differ by name only.
 */
@ExtendWith(CloudExtension.class)
final class LostRegionIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest lost;
  private PipelineUnderTest next;
  private RehearsedUploads uploads;
  private final Function<Settings, AwsClients> clients;

  LostRegionIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    clients =
        settings ->
            AwsClients.of(
                cloud.endpoint(),
                CloudUnderTest.REGION,
                StaticCredentialsProvider.create(cloud.credentials()),
                settings);
  }

  /** The keys, and the name of the log, are those of the lost region; everything else is new. */
  @BeforeEach
  void provisionOtherRegion() throws Exception {
    lost = PipelineUnderTest.provision(cloud, folder, Map.of("waybill.record-log.enabled", "true"));
    lost.start();
    uploads = new RehearsedUploads(lost);
    uploads.put("before", 3);
    uploads.awaitNoneLostOrDoubled();
    next =
        PipelineUnderTest.provision(
                cloud,
                folder,
                Map.of(
                    "waybill.record-log.enabled",
                    "true",
                    "waybill.record-log.origin",
                    lost.settings().recordLog().origin()))
            .withBackfills();
    next.withoutRawPolicy();
  }

  @AfterEach
  void close() {
    next.close();
    lost.close();
  }

  private S3Client s3() {
    return lost.s3();
  }

  private String provenance(PipelineUnderTest of) {
    return of.settings().provenance().bucket();
  }

  private byte[] checkpoint(PipelineUnderTest of) {
    return s3().getObjectAsBytes(it -> it.bucket(provenance(of)).key(LogPaths.CHECKPOINT))
        .asByteArray();
  }

  private void replicateObjects() {
    for (ObjectVersion version : lost.versions("processed/")) {
      var unused =
          s3().copyObject(
                  it ->
                      it.sourceBucket(version.bucket())
                          .sourceKey(version.key())
                          .destinationBucket(next.raw())
                          .destinationKey(version.key()));
    }
  }

  private void takeOverProvenance() throws Exception {
    var counts =
        new RestoreRun(clients)
            .restore(
                next.loaded(),
                new RestoreService.Order(provenance(lost), false, true),
                it -> {
                  throw new AssertionError(it);
                });
    assertThat(counts.isWhole()).isTrue();
  }

  /** Settings of the lost region with the provenance bucket of the other one. */
  private LoadedSettings ofReplica() {
    Map<String, String> settings = new HashMap<>();
    settings.put("waybill.raw.bucket", lost.raw());
    settings.put("waybill.provenance.bucket", provenance(next));
    settings.put("waybill.record-log.origin", lost.settings().recordLog().origin());
    settings.put("waybill.kms.key", cloud.kmsKey());
    return new SettingsLoader(Path.of("").toAbsolutePath(), Map.of()).loadLocal(folder, settings);
  }

  private List<Defect> checkReplica() throws Exception {
    DefectCollector defects = new DefectCollector();
    new FixityRun(clients).check(ofReplica(), next.raw(), defects);
    assertThat(defects.versions()).isEqualTo(3);
    return defects.found();
  }

  private List<VerificationFinding> bad(List<VerificationFinding> findings) {
    return findings.stream().filter(it -> it.answer() == Answer.BAD).toList();
  }

  private void backfill() throws Exception {
    BackfillRun command = new BackfillRun(clients);
    String job =
        command
            .begin(next.loaded(), new BackfillService.Order(next.raw(), "", null, null, null))
            .job();
    await()
        .atMost(LIMIT)
        .until(
            () ->
                command
                    .status(next.loaded())
                    .filter(it -> it.job().equals(job) && it.phase() == Phase.DONE)
                    .isPresent());
  }

  @Test
  void takesOverWithTheSameLogAndSealsNothingTwice() throws Exception {
    lost.stop();
    List<LogEntry> before = uploads.entries();
    replicateObjects();
    takeOverProvenance();
    assertThat(checkReplica()).isEmpty();
    assertThat(bad(new LogRun(clients).consistency(next.loaded(), checkpoint(lost)))).isEmpty();

    next.start();
    RehearsedUploads after = new RehearsedUploads(next);
    after.put("after", 2);
    await().atMost(LIMIT).until(() -> after.entries().size() == 5 && next.promoted().size() == 2);
    backfill();
    await().atMost(LIMIT).until(() -> after.entries().size() == 8);
    backfill();

    List<LogEntry> entries = after.entries();
    assertThat(entries).startsWith(before.toArray(LogEntry[]::new)).hasSize(8);
    assertThat(entries).extracting(LogEntry::version).doesNotHaveDuplicates();
    List<ObjectVersion> there = next.versions("processed/");
    assertThat(there).hasSize(5);
    for (ObjectVersion version : there) {
      assertThat(
              OnlineVerification.verify(
                      next.aws(),
                      next.loaded(),
                      new S3Address(version.bucket(), version.key(), null),
                      null,
                      null)
                  .isVerified())
          .isTrue();
    }
  }

  @Test
  void namesReplicaWhoseBytesDifferBeforeItIsSealed() throws Exception {
    lost.stop();
    replicateObjects();
    takeOverProvenance();
    String altered = "processed/before-1";
    String missing = "processed/before-2";
    next.versions(missing)
        .forEach(
            it ->
                s3().deleteObject(
                        del -> del.bucket(next.raw()).key(missing).versionId(it.versionId())));
    ObjectVersion version = next.versions(altered).get(0);
    cloud.damage().flipByte(version.bucket(), altered, version.versionId(), 0);

    List<Defect> defects = checkReplica();

    assertThat(defects)
        .extracting(it -> it.condition().label())
        .containsExactlyInAnyOrder("altered", "gone");
    assertThat(defects)
        .extracting(Defect::version)
        .anyMatch(it -> it.contains("incoming/before-1"))
        .anyMatch(it -> it.contains("incoming/before-2"));
  }

  /** Without the last entries, or with another service beside it, the log would be a fork. */
  @Test
  void refusesLogThatLacksNewestCheckpointAndNamesForkOfOldRegion() throws Exception {
    takeOverProvenance();
    uploads.put("not replicated", 1);
    uploads.awaitNoneLostOrDoubled();

    List<VerificationFinding> behind =
        new LogRun(clients).consistency(next.loaded(), checkpoint(lost));

    assertThat(bad(behind)).singleElement().asString().contains("log-checkpoint-rolled-back");

    lost.stop();
    next.start();
    RehearsedUploads after = new RehearsedUploads(next);
    put("incoming/elsewhere");
    await().atMost(LIMIT).until(() -> after.entries().size() == 4);
    List<VerificationFinding> fork =
        new LogRun(clients).consistency(lost.loaded(), checkpoint(next));

    assertThat(bad(fork)).singleElement().asString().contains("log-two-roots: fork");
  }

  private void put(String key) {
    var unused =
        s3().putObject(
                it -> it.bucket(next.raw()).key(key), RequestBody.fromString("another region"));
  }
}
