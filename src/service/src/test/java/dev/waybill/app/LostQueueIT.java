package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.aws.AwsClients;
import dev.waybill.backfill.BackfillPlan;
import dev.waybill.backfill.BackfillPlan.Phase;
import dev.waybill.baseline.BaselineReport;
import dev.waybill.cli.BackfillService.Order;
import dev.waybill.cli.ReconcileRequest;
import dev.waybill.cli.ReconcileRequest.JoinEngine;
import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.Settings;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Rehearsal of a lost queue: what landed meanwhile is found by reconciliation, and then sealed by a
 * backfill or by notifications that are sent again.
 */
@ExtendWith(CloudExtension.class)
final class LostQueueIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Time after which nothing that the test does is in flight any more. */
  private static final Duration LATER = Duration.ofHours(3);

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;
  private RehearsedUploads uploads;

  LostQueueIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void start() throws Exception {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    cloud.assumeWithout(EmulatorLimit.NO_GLUE);
    pipeline =
        PipelineUnderTest.provision(cloud, folder, Map.of("waybill.record-log.enabled", "true"))
            .withBackfills();
    pipeline.withoutRawPolicy().start();
    uploads = new RehearsedUploads(pipeline);
    uploads.put("before", 3);
    uploads.awaitNoneLostOrDoubled();
    pipeline.stop();
  }

  @AfterEach
  void close() {
    if (pipeline != null) {
      pipeline.close();
    }
  }

  private AwsClients clients(Settings settings) {
    return AwsClients.of(
        cloud.endpoint(),
        CloudUnderTest.REGION,
        StaticCredentialsProvider.create(cloud.credentials()),
        settings);
  }

  private void applyBaseline() {
    BaselineReport report =
        BaselineRun.of(pipeline.aws(), pipeline.settings(), Path.of("").toAbsolutePath())
            .apply(it -> {});
    assertThat(report.hasUnreadable()).isFalse();
    assertThat(report.hasDrift()).isFalse();
  }

  private Map<ReconcileVerdict, Long> reconciled() throws InterruptedException {
    Reconciliation result =
        new ReconcileRun(
                this::clients, Clock.offset(Clock.systemUTC(), LATER), it -> it.plus(LATER))
            .reconcile(
                new ReconcileRequest(
                    Path.of("").toAbsolutePath(),
                    pipeline.loaded(),
                    Duration.ofDays(2),
                    JoinEngine.PROCESS,
                    null))
            .result();
    assertThat(result.problems()).isEmpty();
    assertThat(result.addsUp()).isTrue();
    return result.counts();
  }

  private void awaitUnsealed(long count) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(reconciled()).containsEntry(ReconcileVerdict.UNSEALED, count));
  }

  private void assertNothingUnsealed() throws InterruptedException {
    Map<ReconcileVerdict, Long> counts = reconciled();
    assertThat(counts.getOrDefault(ReconcileVerdict.UNSEALED, 0L)).isZero();
    assertThat(counts.getOrDefault(ReconcileVerdict.APPEARED, 0L)).isZero();
    assertThat(counts.getOrDefault(ReconcileVerdict.VANISHED, 0L)).isZero();
  }

  @Test
  void findsObjectsOfDeletedQueueAndSealsThemByBackfill() throws Exception {
    String url = pipeline.queueUrl();
    uploads.put("queued", 2);
    pipeline.aws().sqs().deleteQueue(it -> it.queueUrl(url));
    uploads.put("unheard", 2);

    applyBaseline();
    pipeline.withoutRawPolicy();
    awaitUnsealed(4);
    pipeline.start();
    uploads.put("after", 1);
    BackfillPlan done = backfill();

    assertThat(done.counts().byLabel().get("promoted")).isEqualTo(4);
    uploads.awaitNoneLostOrDoubled();
    assertNothingUnsealed();
  }

  private BackfillPlan backfill() throws Exception {
    BackfillRun command = new BackfillRun(this::clients);
    String job =
        command
            .begin(pipeline.loaded(), new Order(pipeline.raw(), "incoming/", null, null, null))
            .job();
    await()
        .atMost(LIMIT)
        .until(
            () ->
                command
                    .status(pipeline.loaded())
                    .filter(it -> it.job().equals(job) && it.phase() == Phase.DONE)
                    .isPresent());
    return command.status(pipeline.loaded()).orElseThrow();
  }

  @Test
  void findsObjectsOfPurgedQueueAndSealsThemByNotificationsSentAgain() throws Exception {
    String url = pipeline.queueUrl();
    List<ObjectVersion> purged = uploads.put("purged", 4);
    await().atMost(LIMIT).until(() -> pipeline.left(url) >= 4);
    pipeline.aws().sqs().purgeQueue(it -> it.queueUrl(url));
    await().atMost(LIMIT).until(() -> pipeline.left(url) == 0);

    awaitUnsealed(4);
    pipeline.start();
    // Twice: a notification is a hint, and one that is sent too often does no harm.
    for (int time = 0; time < 2; time++) {
      for (ObjectVersion version : purged) {
        String body = NotificationSender.created(version, "0".repeat(18));
        pipeline.aws().sqs().sendMessage(it -> it.queueUrl(url).messageBody(body));
      }
    }

    uploads.awaitNoneLostOrDoubled();
    assertNothingUnsealed();
  }
}
