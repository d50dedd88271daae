package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.canary.Canary;
import dev.waybill.canary.Step;
import dev.waybill.canary.StepResult;
import dev.waybill.canary.StepResult.Status;
import dev.waybill.record.Bundle;
import dev.waybill.record.RecordKey;
import dev.waybill.startup.StartupException;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Canaries of a healthy deployment, and of deployments with one defect each. */
@ExtendWith(CloudExtension.class)
class CanaryIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** Limit for what never happens. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;

  CanaryIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void provision() throws IOException {
    cloud.faults();
    pipeline = PipelineUnderTest.provision(cloud, folder, Map.of());
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void reachesEveryStepOfHealthyService() throws Exception {
    pipeline.start();

    Canary canary = follow(LIMIT, LIMIT);

    assertThat(canary.findings()).isEmpty();
    assertThat(canary.results())
        .filteredOn(it -> it.step() != Step.QUERYABLE)
        .hasSize(Step.values().length - 1)
        .allSatisfy(it -> assertThat(it.status()).isEqualTo(Status.REACHED))
        .allSatisfy(it -> assertThat(it.latency()).isBetween(Duration.ZERO, LIMIT));
    assertThat(canary.key()).matches("test/canary/[0-9T-]+Z-[0-9a-f]{8}\\.txt");
    assertThat(pipeline.exists(canary.key(), canary.versionId())).isTrue();
    assertThat(pipeline.labels()).containsExactly("canary-sealed");
  }

  @Test
  void diagnosesStoppedService() throws Exception {
    StepResult missing = only(follow(SHORT, LIMIT), Step.NOTIFIED, Status.MISSING);

    assertThat(missing.detail())
        .startsWith("no consumer receives from ")
        .contains("messages waiting: ");
    assertThat(missing.fix()).contains("waybill run");
  }

  @Test
  void diagnosesMissingNotificationConfiguration() throws Exception {
    pipeline.start();
    pipeline
        .s3()
        .putBucketNotificationConfiguration(
            put -> put.bucket(pipeline.raw()).notificationConfiguration(to -> {}));

    StepResult missing = only(follow(SHORT, LIMIT), Step.NOTIFIED, Status.MISSING);

    assertThat(missing.detail())
        .startsWith("the notification configuration of " + pipeline.raw())
        .contains("sends nothing of test/");
  }

  @Test
  void diagnosesDeadLetteredNotificationWithItsReason() throws Exception {
    encryptBy(ServerSideEncryption.AES256, null, false);
    pipeline.start();

    Canary canary = follow(SHORT, LIMIT, sent -> pipeline.awaitEnds(1));

    assertThat(canary.findings()).extracting(StepResult::step).contains(Step.SEALED);
    assertThat(result(canary, Step.SEALED).detail())
        .isEqualTo("its notification is in the dead-letter queue: encryption-unexpected");
    assertThat(result(canary, Step.NOTIFIED).status()).isEqualTo(Status.REACHED);
    assertThat(result(canary, Step.ENCRYPTED).detail()).startsWith("it is encrypted by AES256");
  }

  @Test
  void diagnosesOtherDefaultKey() throws Exception {
    String other = pipeline.aws().kms().createKey().keyMetadata().arn();
    encryptBy(ServerSideEncryption.AWS_KMS, other, true);
    pipeline.start();

    StepResult wrong = result(follow(SHORT, LIMIT), Step.ENCRYPTED);

    assertThat(wrong.status()).isEqualTo(Status.WRONG);
    assertThat(wrong.detail())
        .isEqualTo("it is encrypted under " + other + ", not under waybill.kms.key");
    assertThat(wrong.fix()).contains("set the default encryption of " + pipeline.raw());
  }

  @Test
  void diagnosesDisabledBucketKey() throws Exception {
    encryptBy(ServerSideEncryption.AWS_KMS, pipeline.settings().kmsKey(), false);
    pipeline.start();

    StepResult wrong = only(follow(LIMIT, LIMIT), Step.ENCRYPTED, Status.WRONG);

    assertThat(wrong.detail()).startsWith("it is encrypted without an S3 bucket key");
  }

  @Test
  void diagnosesDisabledKmsKey() throws Exception {
    String key = pipeline.aws().kms().createKey().keyMetadata().arn();
    encryptBy(ServerSideEncryption.AWS_KMS, key, true);
    pipeline.aws().kms().disableKey(disable -> disable.keyId(key));

    StepResult wrong = only(follow(LIMIT, LIMIT), Step.ACCEPTED, Status.WRONG);

    assertThat(wrong.detail()).startsWith("KMS rejects the key that " + pipeline.raw());
  }

  @Test
  void diagnosesDeniedUpload() throws Exception {
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
         "Action":"s3:PutObject","Resource":"arn:aws:s3:::%s/test/*"}]}
        """
            .formatted(pipeline.raw());
    pipeline.s3().putBucketPolicy(put -> put.bucket(pipeline.raw()).policy(policy));

    StepResult wrong = only(follow(LIMIT, LIMIT), Step.ACCEPTED, Status.WRONG);

    assertThat(wrong.detail())
        .isEqualTo("S3 denies the upload to s3://" + pipeline.raw() + "/test/ (AccessDenied)");
    assertThat(wrong.fix()).contains("s3:PutObject");
  }

  @Test
  void diagnosesForgedRecord() throws Exception {
    AtomicBoolean forged = new AtomicBoolean();
    Canary canary =
        follow(
            LIMIT,
            LIMIT,
            sent -> {
              if (!forged.getAndSet(true)) {
                pipeline.deleteProvenancePolicy();
                pipeline
                    .s3()
                    .putObject(
                        put ->
                            put.bucket(pipeline.settings().provenance().bucket())
                                .key(RecordKey.of(sent.version())),
                        RequestBody.fromBytes(forgery()));
              }
            });

    StepResult wrong = only(canary, Step.VERIFIED, Status.WRONG);
    assertThat(wrong.detail()).startsWith("the record is invalid: ");
    assertThat(wrong.fix()).startsWith("treat it as an incident");
  }

  @Test
  void diagnosesMissingTrail() throws Exception {
    trail(it -> it.deleteTrail(delete -> delete.name(trail())));

    assertThat(unlogged()).isEqualTo("there is no trail " + trail());
  }

  @Test
  void diagnosesStoppedTrail() throws Exception {
    trail(it -> it.stopLogging(stop -> stop.name(trail())));

    assertThat(unlogged()).isEqualTo("the trail " + trail() + " is stopped");
  }

  @Test
  void diagnosesTrailThatDoesNotCoverBucket() throws Exception {
    DataResource elsewhere =
        DataResource.builder()
            .type("AWS::S3::Object")
            .values("arn:aws:s3:::another-bucket/")
            .build();
    EventSelector selector =
        EventSelector.builder().readWriteType(ReadWriteType.ALL).dataResources(elsewhere).build();
    trail(it -> it.putEventSelectors(put -> put.trailName(trail()).eventSelectors(selector)));

    assertThat(unlogged())
        .isEqualTo("the trail " + trail() + " does not select data events of " + pipeline.raw());
  }

  @Test
  void diagnosesTrailThatCannotDeliver() throws Exception {
    String key = pipeline.aws().kms().createKey().keyMetadata().arn();
    trail(it -> it.updateTrail(update -> update.name(trail()).kmsKeyId(key)));
    pipeline.aws().kms().disableKey(disable -> disable.keyId(key));

    assertThat(unlogged()).startsWith("the trail " + trail() + " cannot deliver (KMS.");
  }

  @Test
  void sendsOneAlertForRepeatedlyFailingCanary() throws Exception {
    Path alerts = folder.resolve("alerts.jsonl");
    pipeline.close();
    pipeline =
        PipelineUnderTest.provision(
            cloud,
            folder,
            Map.of(
                "waybill.canary.every", "3s",
                "waybill.canary.sealed-within", "10s",
                "waybill.canary.logged-within", "2s",
                "waybill.alerts.file", alerts.toString()));
    trail(it -> it.stopLogging(stop -> stop.name(trail())));
    Path home = routesWithEarlyCanary();
    pipeline.startFrom(home);

    await().atMost(LIMIT).until(() -> Files.exists(alerts));
    int before = pipeline.labels().size();
    await().atMost(LIMIT).until(() -> pipeline.labels().size() >= before + 2);

    List<String> lines = AlertLines.read(alerts);
    assertThat(lines).hasSize(1);
    JsonNode event = new ObjectMapper().readTree(lines.get(0));
    assertThat(event.at("/data/finding_info/uid").asText())
        .isEqualTo("canary/logged/" + pipeline.raw());
    assertThat(event.at("/data/message").asText())
        .isEqualTo("the trail " + trail() + " is stopped");
    assertThat(event.at("/data/remediation/desc").asText()).contains("start-logging");
  }

  @Test
  void sendsNoCanaryWithoutSchedule() throws Exception {
    pipeline.startFrom(routesWithEarlyCanary());

    Thread.sleep(3000);

    assertThat(pipeline.versions("test/")).isEmpty();
  }

  @Test
  void failsToStartWithoutAlertRoute() throws Exception {
    Path home = routesWithEarlyCanary();
    Files.delete(home.resolve("routes/60-alert.camel.yaml"));

    assertThatThrownBy(() -> pipeline.startFrom(home))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("the route 60-alert is missing in ");
  }

  /** Copies the routes and shortens the delay of the first canary. */
  private Path routesWithEarlyCanary() throws IOException {
    Path home = RoutesCopy.under(folder);
    Path file = home.resolve("routes/40-canary.camel.yaml");
    String route = Files.readString(file);
    assertThat(route).contains("canary.first:30000");
    Files.writeString(file, route.replace("canary.first:30000", "canary.first:100"));
    return home;
  }

  private String unlogged() throws Exception {
    pipeline.start();
    return only(follow(LIMIT, SHORT), Step.LOGGED, Status.MISSING).detail();
  }

  private String trail() {
    return pipeline.settings().audit().trail();
  }

  private void trail(Consumer<CloudTrailClient> change) {
    change.accept(pipeline.aws().cloudTrail());
  }

  private void encryptBy(ServerSideEncryption algorithm, String key, boolean bucketKey) {
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            .bucketKeyEnabled(bucketKey)
            .applyServerSideEncryptionByDefault(
                by -> by.sseAlgorithm(algorithm).kmsMasterKeyID(key))
            .build();
    pipeline
        .s3()
        .putBucketEncryption(
            put ->
                put.bucket(pipeline.raw()).serverSideEncryptionConfiguration(to -> to.rules(rule)));
  }

  private byte[] forgery() {
    return Bundle.write(
        "{}".getBytes(StandardCharsets.UTF_8), new byte[70], pipeline.key().keyId());
  }

  private Canary follow(Duration sealedWithin, Duration loggedWithin) throws Exception {
    return follow(sealedWithin, loggedWithin, progress -> {});
  }

  private Canary follow(Duration sealedWithin, Duration loggedWithin, Consumer<Canary> progress)
      throws Exception {
    return CanaryRun.follow(
        pipeline.aws(), pipeline.loaded(), sealedWithin, loggedWithin, progress);
  }

  private static StepResult only(Canary canary, Step step, Status status) {
    assertThat(canary.findings()).extracting(StepResult::step).containsExactly(step);
    assertThat(result(canary, step).status()).isEqualTo(status);
    return result(canary, step);
  }

  private static StepResult result(Canary canary, Step step) {
    return canary.resultsByStep().get(step);
  }
}
