package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.aws.AwsClients;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.RepairService.Order;
import dev.waybill.cli.RepairService.Repaired;
import dev.waybill.record.LoggedStatement;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.RepairStatement;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.repair.RepairPlan;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.verify.S3Address;
import java.nio.file.Path;
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
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Tests of {@code waybill repair} on objects that the pipeline promoted and somebody damaged. */
@ExtendWith(CloudExtension.class)
final class RepairIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int PART = 5 << 20;
  private static final String REPLICA = "replica-of-raw";

  private final CloudUnderTest cloud;
  private PipelineUnderTest pipeline;
  private int sealed;

  RepairIT(CloudUnderTest cloud) {
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
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void repairsEachKindOfDamageFromProvenCopy() throws Exception {
    for (String name : List.of("hidden", "shadowed", "altered", "re-encrypted", "gone")) {
      put(name, "content of " + name);
    }
    put("in parts", "x".repeat(PART + 1));
    awaitSealed();
    replicate("gone");
    replicate("altered");
    pipeline.withoutRawPolicy();
    hide("hidden");
    putOver("shadowed", "another");
    damage("altered");
    encryptWithoutKey("re-encrypted");
    hide("in parts");
    deleteVersions("gone");

    assertRepaired("hidden", "hidden");
    assertRepaired("shadowed", "shadowed");
    assertRepaired("altered", "altered", REPLICA);
    assertRepaired("re-encrypted", "re-encrypted");
    assertRepaired("in parts", "hidden");
    assertRepaired("gone", "gone", REPLICA);
    // Six repairs, each with a statement in the log.
    await().atMost(LIMIT).until(() -> versionsOfLog() == sealed + 6);
  }

  private void assertRepaired(String name, String condition, String... buckets) throws Exception {
    List<RepairPlan> shown = new ArrayList<>();
    Repaired repaired = repair("processed/" + name, shown, buckets).orElseThrow();

    assertThat(shown).hasSize(1);
    assertThat(shown.get(0).found().condition().label()).isEqualTo(condition);
    RepairStatement statement = statement(repaired);
    assertThat(statement.condition()).isEqualTo(condition);
    assertThat(statement.by()).isEqualTo("Ada");
    assertThat(statement.version().uri()).isEqualTo(repaired.version());
    assertThat(pipeline.versions("processed/" + name).get(0)).isEqualTo(statement.version());
    assertThat(statement.source()).isEqualTo(shown.get(0).good().orElseThrow().version());
    assertThat(repair("processed/" + name, shown)).isEmpty();
    assertThat(shown).hasSize(1);
  }

  private RepairStatement statement(Repaired repaired) {
    String key = S3Address.parse(repaired.statement()).key();
    byte[] bundle = s3().getObjectAsBytes(it -> it.bucket(provenance()).key(key)).asByteArray();
    LoggedStatement read =
        new RecordVerifier(pipeline.key().trusted()).statement(bundle, null).orElseThrow();
    assertThat(read.key()).isEqualTo(key);
    return (RepairStatement) read;
  }

  @Test
  void changesNothingWithoutGoodCopyOrConsent() throws Exception {
    put("lost", "content");
    put("kept", "content");
    awaitSealed();
    pipeline.withoutRawPolicy();
    damage("lost");
    hide("kept");
    List<RepairPlan> shown = new ArrayList<>();

    assertThat(command().repair(pipeline.loaded(), order("incoming/kept"), it -> false)).isEmpty();
    assertThatThrownBy(() -> repair("processed/lost", shown))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("no good copy");

    assertThat(shown.get(0).compared()).hasSize(2).noneMatch(it -> it.isGood());
    assertThat(pipeline.versions("processed/lost")).hasSize(1);
    assertThat(pipeline.versions("processed/kept")).hasSize(1);
    assertThat(keys("repairs/")).isEmpty();
  }

  @Test
  void rejectsObjectThatWasNeverSealedOrLiesElsewhere() {
    assertThatThrownBy(() -> repair("processed/unknown", new ArrayList<>()))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("no sealed version");
    assertThatThrownBy(() -> repair("other/a", new ArrayList<>()))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("processed/");
  }

  private RepairRun command() {
    return new RepairRun(
        unused ->
            AwsClients.of(
                cloud.endpoint(),
                CloudUnderTest.REGION,
                StaticCredentialsProvider.create(cloud.credentials())));
  }

  private Order order(String key, String... buckets) {
    return new Order(
        new S3Address(pipeline.raw(), key, null), List.of(buckets), "Ada", "incident 7");
  }

  private Optional<Repaired> repair(String key, List<RepairPlan> shown, String... buckets)
      throws Exception {
    return command().repair(pipeline.loaded(), order(key, buckets), shown::add);
  }

  private void put(String name, String content) {
    sealed++;
    var unused = pipeline.put("incoming/" + name, content);
  }

  private void awaitSealed() {
    await().atMost(LIMIT).until(() -> pipeline.promoted().size() >= sealed);
    await().atMost(LIMIT).until(() -> versionsOfLog() == sealed);
  }

  private long versionsOfLog() {
    List<String> lines =
        keys("log/checkpoint").isEmpty()
            ? List.of("", "0")
            : s3().getObjectAsBytes(it -> it.bucket(provenance()).key("log/checkpoint"))
                .asUtf8String()
                .lines()
                .toList();
    return Long.parseLong(lines.get(1));
  }

  private List<String> keys(String prefix) {
    return s3().listObjectsV2(it -> it.bucket(provenance()).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private S3Client s3() {
    return pipeline.s3();
  }

  private String provenance() {
    return pipeline.settings().provenance().bucket();
  }

  private void replicate(String name) {
    if (s3().listBuckets().buckets().stream().noneMatch(it -> it.name().equals(REPLICA))) {
      var unused = s3().createBucket(it -> it.bucket(REPLICA));
    }
    String key = "processed/" + name;
    var unused =
        s3().copyObject(
                it ->
                    it.sourceBucket(pipeline.raw())
                        .sourceKey(key)
                        .destinationBucket(REPLICA)
                        .destinationKey(key));
  }

  private void damage(String name) {
    ObjectVersion version = pipeline.versions("processed/" + name).get(0);
    cloud.damage().flipByte(version.bucket(), version.key(), version.versionId(), 0);
  }

  private void hide(String name) {
    var unused = s3().deleteObject(it -> it.bucket(pipeline.raw()).key("processed/" + name));
  }

  private void putOver(String name, String content) {
    var unused =
        s3().putObject(
                it ->
                    it.bucket(pipeline.raw()).key("processed/" + name).checksumAlgorithm("SHA256"),
                RequestBody.fromString(content));
  }

  private void encryptWithoutKey(String name) {
    String key = "processed/" + name;
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

  private void deleteVersions(String name) {
    for (ObjectVersion version : new ArrayList<>(pipeline.versions("processed/" + name))) {
      var unused =
          s3().deleteObject(
                  it ->
                      it.bucket(version.bucket())
                          .key(version.key())
                          .versionId(version.versionId())
                          .bypassGovernanceRetention(true));
    }
  }
}
