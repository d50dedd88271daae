package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.aws.AwsClients;
import dev.waybill.backfill.BackfillPlan.Phase;
import dev.waybill.cli.BackfillService.Order;
import dev.waybill.cli.LogService.Defect;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.offline.VerificationReport;
import dev.waybill.settings.RecordLogSettings;
import dev.waybill.settings.Settings;
import dev.waybill.signing.LogKeys;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.S3Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Rehearsal of lost keys of the log: the old log stays provable by its public keys, and a new one
 * begins under another name in another provenance bucket.
 */
@ExtendWith(CloudExtension.class)
final class LostLogKeysIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest old;
  private PipelineUnderTest next;
  private RehearsedUploads uploads;

  LostLogKeysIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void loseKeys() throws Exception {
    Path policy = folder.resolve("policy");
    old =
        PipelineUnderTest.provision(
            cloud,
            folder,
            Map.of(
                "waybill.record-log.enabled",
                "true",
                "waybill.record-log.policy",
                policy.toString()));
    RecordLogSettings log = old.settings().recordLog();
    Files.writeString(
        policy,
        LogKeys.read(log.keys(), log.origin(), Clock.systemUTC()).keys().stream()
            .map(VerifierKey::toString)
            .collect(Collectors.joining("\nlog ", "log ", "\nquorum none\n")));
    old.start();
    uploads = new RehearsedUploads(old);
    uploads.put("before", 3);
    uploads.awaitNoneLostOrDoubled();
    old.stop();
    Files.delete(log.keys());
  }

  @AfterEach
  void close() {
    if (next != null) {
      next.close();
    }
    old.close();
  }

  private AwsClients clients(Settings settings) {
    return AwsClients.of(
        cloud.endpoint(),
        CloudUnderTest.REGION,
        StaticCredentialsProvider.create(cloud.credentials()),
        settings);
  }

  private VerificationReport verify(PipelineUnderTest by, String key) throws Exception {
    return OnlineVerification.verify(
        by.aws(), by.loaded(), new S3Address(by.raw(), key, null), null, null);
  }

  private void backfill() throws Exception {
    BackfillRun command = new BackfillRun(this::clients);
    String job = command.begin(next.loaded(), new Order(next.raw(), "", null, null, null)).job();
    await()
        .atMost(LIMIT)
        .until(
            () ->
                command
                    .status(next.loaded())
                    .filter(it -> it.job().equals(job) && it.phase() == Phase.DONE)
                    .isPresent());
  }

  /** Custody of the same bucket and queue, with a new provenance bucket and keys of a new name. */
  private void provisionNewLog() throws Exception {
    next =
        PipelineUnderTest.provision(
                cloud,
                folder,
                Map.of(
                    "waybill.record-log.enabled", "true",
                    "waybill.raw.bucket", old.raw(),
                    "waybill.queue", old.settings().queue().name(),
                    "waybill.dead-letter-queue", old.settings().queue().deadLetterName()))
            .withBackfills();
    next.withoutRawPolicy();
  }

  @Test
  void beginsNewLogWhileTheOldOneStaysProvable() throws Exception {
    List<ObjectVersion> before = old.versions("processed/");
    var unused = old.put("incoming/waiting", "waiting");
    assertThatThrownBy(old::start).hasMessageContaining("waybill.record-log.keys");
    provisionNewLog();

    next.start();
    RehearsedUploads after = new RehearsedUploads(next);
    await().atMost(LIMIT).until(() -> after.entries().size() == 1);
    backfill();
    await().atMost(LIMIT).until(() -> after.entries().size() == 4);
    backfill();

    assertThat(after.entries()).hasSize(4);
    assertThat(after.entries()).extracting(it -> it.version()).containsAll(before);
    for (String key : List.of("before-1", "before-2", "before-3", "waiting")) {
      assertThat(verify(next, "processed/" + key).isVerified()).isTrue();
    }
    List<Defect> defects = new ArrayList<>();
    assertThat(new LogRun(this::clients).fsck(old.loaded(), defects::add, read -> {})).isEqualTo(3);
    assertThat(defects).isEmpty();
    for (ObjectVersion version : before) {
      VerificationReport report = verify(old, version.key());
      assertThat(report.isVerified()).isTrue();
      assertThat(report.findings())
          .filteredOn(it -> it.subject().equals("log"))
          .singleElement()
          .satisfies(it -> assertThat(it.detail()).contains("of 3", "not cosigned"))
          .satisfies(it -> assertThat(it.detail()).doesNotContain("publishes"));
    }
  }
}
