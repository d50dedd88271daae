package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.aws.AwsClients;
import dev.waybill.cli.RepairService.Order;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.repair.RepairPlan;
import dev.waybill.settings.Settings;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.S3Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Rehearsal of deleted promoted objects: one below a delete marker, one deleted for good and put
 * back from a replica, and one that no bucket has any more.
 */
@ExtendWith(CloudExtension.class)
final class LostVersionIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;
  private RehearsedUploads uploads;
  private String replica;

  LostVersionIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void deleteObjects() throws Exception {
    pipeline =
        PipelineUnderTest.provision(cloud, folder, Map.of("waybill.record-log.enabled", "true"))
            .start();
    uploads = new RehearsedUploads(pipeline);
    uploads.put("report", 3);
    uploads.awaitNoneLostOrDoubled();
    replica = cloud.versionedBucket("replica").name();
    for (int number = 1; number <= 2; number++) {
      String key = promoted(number);
      var unused =
          pipeline
              .s3()
              .copyObject(
                  it ->
                      it.sourceBucket(pipeline.raw())
                          .sourceKey(key)
                          .destinationBucket(replica)
                          .destinationKey(key));
    }
    pipeline.withoutRawPolicy();
    String hidden = promoted(1);
    var unused = pipeline.s3().deleteObject(it -> it.bucket(pipeline.raw()).key(hidden));
    deleteForGood(promoted(2));
    deleteForGood(promoted(3));
  }

  private void deleteForGood(String key) {
    ObjectVersion version = pipeline.versions(key).get(0);
    var unused =
        pipeline
            .s3()
            .deleteObject(
                it -> it.bucket(version.bucket()).key(key).versionId(version.versionId()));
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  private static String promoted(int number) {
    return "processed/report-" + number;
  }

  private List<RepairPlan> repair(int number, boolean isAgreed) throws Exception {
    List<RepairPlan> shown = new ArrayList<>();
    new RepairRun(
            (Settings settings) ->
                AwsClients.of(
                    cloud.endpoint(),
                    CloudUnderTest.REGION,
                    StaticCredentialsProvider.create(cloud.credentials()),
                    settings))
        .repair(
            pipeline.loaded(),
            new Order(
                new S3Address(pipeline.raw(), promoted(number), null),
                List.of(replica),
                "Ada",
                "rehearsal"),
            plan -> shown.add(plan) && isAgreed);
    return shown;
  }

  private boolean isVerified(int number) throws Exception {
    return OnlineVerification.verify(
            pipeline.aws(),
            pipeline.loaded(),
            new S3Address(pipeline.raw(), promoted(number), null),
            null,
            null)
        .isVerified();
  }

  @Test
  void putsBackWhatHasProvenCopyAndNamesWhatIsLost() throws Exception {
    List<RepairPlan> hidden = repair(1, true);
    List<RepairPlan> deleted = repair(2, true);
    List<RepairPlan> lost = repair(3, false);

    assertThat(hidden.get(0).found().condition().label()).isEqualTo("hidden");
    assertThat(hidden.get(0).good().orElseThrow().version().bucket()).isEqualTo(pipeline.raw());
    assertThat(deleted.get(0).found().condition().label()).isEqualTo("gone");
    assertThat(deleted.get(0).good().orElseThrow().version().bucket()).isEqualTo(replica);
    assertThat(lost.get(0).found().condition().label()).isEqualTo("gone");
    assertThat(lost.get(0).good()).isEmpty();
    assertThat(isVerified(1)).isTrue();
    assertThat(isVerified(2)).isTrue();
    assertThat(isVerified(3)).isFalse();
    assertThat(pipeline.versions(promoted(3))).isEmpty();
    // No upload has two records, and the two repairs are entries of the log.
    await().atMost(LIMIT).until(() -> uploads.entries().size() == uploads.count() + 2);
    assertThat(uploads.entries())
        .extracting(it -> it.kind().label())
        .containsExactlyInAnyOrder("seal", "seal", "seal", "repair", "repair");
  }
}
