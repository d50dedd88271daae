package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.aws.AwsClients;
import dev.waybill.backfill.BackfillPlan;
import dev.waybill.backfill.BackfillPlan.Phase;
import dev.waybill.cli.BackfillService.Offer;
import dev.waybill.cli.BackfillService.Order;
import dev.waybill.cli.CommandException;
import dev.waybill.provenance.SealedRecords;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.offline.VerificationReport;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.S3Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.InventoryFormat;
import software.amazon.awssdk.services.s3.model.InventoryFrequency;
import software.amazon.awssdk.services.s3.model.InventoryIncludedObjectVersions;
import software.amazon.awssdk.services.s3.model.InventoryOptionalField;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Tests of {@code waybill backfill} with a running pipeline. */
@ExtendWith(CloudExtension.class)
final class BackfillIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;
  private BackfillRun command;

  BackfillIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void provision() throws Exception {
    pipeline =
        PipelineUnderTest.provision(cloud, folder, Map.of("waybill.record-log.enabled", "true"))
            .withoutRawPolicy()
            .withBackfills();
    pipeline
        .s3()
        .putBucketNotificationConfiguration(
            it -> it.bucket(pipeline.raw()).notificationConfiguration(none -> {}));
    command =
        new BackfillRun(
            settings ->
                AwsClients.of(
                    cloud.endpoint(),
                    CloudUnderTest.REGION,
                    StaticCredentialsProvider.create(cloud.credentials()),
                    settings));
  }

  @AfterEach
  void close() {
    if (pipeline != null) {
      pipeline.close();
    }
  }

  private BackfillPlan run(Order order) throws Exception {
    String job = command.begin(pipeline.loaded(), order).job();
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

  private Order everything() {
    return new Order(pipeline.raw(), "", null, null, null);
  }

  private String payload(ObjectVersion version) {
    return new SealedRecords(pipeline.archive(), new RecordVerifier(pipeline.key().trusted()))
        .find(version)
        .orElseThrow()
        .record()
        .payload();
  }

  private VerificationReport verify(String key) throws Exception {
    return OnlineVerification.verify(
        pipeline.aws(), pipeline.loaded(), new S3Address(pipeline.raw(), key, null), null, null);
  }

  @Test
  void sealsWhatWasThereOnceAndInPlaceUnlessItIsIncoming() throws Exception {
    ObjectVersion older = pipeline.put("archive/a", "one");
    ObjectVersion newer = pipeline.put("archive/a", "two");
    ObjectVersion copy = pipeline.put("processed/old", "three");
    ObjectVersion incoming = pipeline.put("incoming/in", "four");
    Offer offer = command.estimate(pipeline.loaded(), everything());
    assertThat(offer.work().inPlace()).isEqualTo(3);
    assertThat(offer.work().promoted()).isOne();
    assertThat(offer.dollars()).isPositive();
    pipeline.start();

    BackfillPlan done = run(everything());

    assertThat(done.counts().byLabel())
        .containsEntry("sealed", 3L)
        .containsEntry("promoted", 1L)
        .containsEntry("folder-marker", 3L);
    assertThat(done.bytes()).isEqualTo(15);
    for (ObjectVersion each : List.of(older, newer, copy)) {
      assertThat(pipeline.exists(each.key(), each.versionId())).isTrue();
      assertThat(payload(each))
          .contains("\"purpose\":\"backfill\"", "\"backfill\":{\"existsSince\":\"")
          .contains("\"storedChecksum\":\"agrees\"");
    }
    assertThat(payload(incoming)).contains("\"purpose\":\"backfill-promote\"");
    assertThat(pipeline.text("processed/in")).isEqualTo("four");
    assertThat(pipeline.exists("incoming/in", incoming.versionId())).isFalse();
    assertThat(verify("archive/a").isVerified()).isTrue();
    assertThat(verify("processed/old").isVerified()).isTrue();
    assertThat(verify("processed/in").isVerified()).isTrue();

    Path manifest = folder.resolve("manifest.csv");
    Files.writeString(
        manifest,
        "%s,archive/a,%s\n%s,processed/in\n%s,archive/gone\n"
            .formatted(pipeline.raw(), older.versionId(), pipeline.raw(), pipeline.raw()));
    BackfillPlan again = run(new Order(pipeline.raw(), "", null, manifest, 50));

    assertThat(again.counts().byLabel())
        .containsOnly(
            Map.entry("already-sealed", 1L),
            Map.entry("promoted-copy", 1L),
            Map.entry("gone-since-listed", 1L));
  }

  @Test
  void sealsVersionsOfInventoryReportAndNothingThatIsNewer() throws Exception {
    ObjectVersion older = pipeline.put("archive/a", "one");
    ObjectVersion newer = pipeline.put("archive/a", "two");
    ObjectVersion hostile = pipeline.put("archive/\u00e4 +%20,\"b\"", "three");
    ObjectVersion outside = pipeline.put("elsewhere/c", "four");
    String manifest = deliverReport();
    ObjectVersion later = pipeline.put("archive/later", "five");
    pipeline.start();

    BackfillPlan done = run(new Order(pipeline.raw(), "archive/", manifest, null, null));

    assertThat(done.counts().byLabel()).containsOnly(Map.entry("sealed", 3L));
    for (ObjectVersion each : List.of(older, newer, hostile)) {
      assertThat(payload(each)).contains("\"purpose\":\"backfill\"");
    }
    assertThat(pipeline.archive().find(outside)).isEmpty();
    assertThat(pipeline.archive().find(later)).isEmpty();
  }

  @Test
  void beginsNothingByDamagedInventoryReport() throws Exception {
    var unused = pipeline.put("archive/a", "one");
    String manifest = deliverReport();
    S3Address place = S3Address.parse(manifest);
    String report =
        pipeline.s3().listObjectsV2(it -> it.bucket(place.bucket())).contents().stream()
            .map(S3Object::key)
            .filter(it -> it.endsWith(".csv.gz"))
            .findFirst()
            .orElseThrow();
    var unusedAnswer =
        pipeline
            .s3()
            .putObject(
                it -> it.bucket(place.bucket()).key(report), RequestBody.fromString("not gzip"));

    assertThatThrownBy(
            () ->
                command.begin(
                    pipeline.loaded(), new Order(pipeline.raw(), "archive/", manifest, null, null)))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("the manifest cannot be used");
    assertThat(command.status(pipeline.loaded())).isEmpty();
  }

  /** Returns the address of the manifest of a report of all versions. */
  private String deliverReport() {
    String reports = cloud.bucket("reports").name();
    pipeline
        .s3()
        .putBucketPolicy(
            it ->
                it.bucket(reports)
                    .policy(
                        """
                        {"Statement": [{"Effect": "Allow", "Action": "s3:PutObject",
                          "Principal": {"Service": "s3.amazonaws.com"},
                          "Resource": "arn:aws:s3:::%s/*"}]}
                        """
                            .formatted(reports)));
    pipeline
        .s3()
        .putBucketInventoryConfiguration(
            it ->
                it.bucket(pipeline.raw())
                    .id("all-versions")
                    .inventoryConfiguration(
                        to ->
                            to.id("all-versions")
                                .isEnabled(true)
                                .includedObjectVersions(InventoryIncludedObjectVersions.ALL)
                                .optionalFields(
                                    InventoryOptionalField.SIZE,
                                    InventoryOptionalField.LAST_MODIFIED_DATE,
                                    InventoryOptionalField.E_TAG)
                                .schedule(each -> each.frequency(InventoryFrequency.DAILY))
                                .destination(
                                    place ->
                                        place.s3BucketDestination(
                                            into ->
                                                into.bucket("arn:aws:s3:::" + reports)
                                                    .format(InventoryFormat.CSV)))));
    return "s3://" + reports + "/" + cloud.deliverInventory(pipeline.raw(), "all-versions");
  }
}
