package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.aws.AwsClients;
import dev.waybill.cli.ReconcileRequest;
import dev.waybill.cli.ReconcileRequest.JoinEngine;
import dev.waybill.reconcile.ReconcileExample;
import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.reconcile.report.ReconcileReport;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * Tests of {@code waybill reconcile} on what a running pipeline seals and another caller alters.
 */
@ExtendWith(CloudExtension.class)
final class ReconcileCommandIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration EVENTS = Duration.ofDays(2);

  /** Time after which nothing that the test does is in flight any more. */
  private static final Duration LATER = Duration.ofHours(3);

  /** Folder markers of the prefixes, which the baseline made before the trail began. */
  private static final long FOLDERS = 3;

  private static final List<String> SEALED =
      List.of("kept", "destroyed", "hidden", "shadowed", "tagged", "vanished");

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;
  private S3Client mallory;

  ReconcileCommandIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void start() throws Exception {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    cloud.assumeWithout(EmulatorLimit.NO_GLUE);
    Map<String, String> settings = new HashMap<>();
    settings.put("waybill.record-log.enabled", "true");
    pipeline = PipelineUnderTest.provision(cloud, folder, settings).withoutRawPolicy().start();
    mallory = cloud.s3With(AwsBasicCredentials.create("mallory", "test"));
  }

  @AfterEach
  void close() {
    if (pipeline != null) {
      pipeline.close();
    }
  }

  private ReconcileReport report() throws InterruptedException {
    return report(JoinEngine.PROCESS);
  }

  private ReconcileReport report(JoinEngine engine) throws InterruptedException {
    return new ReconcileRun(
            settings ->
                AwsClients.of(
                    cloud.endpoint(),
                    CloudUnderTest.REGION,
                    StaticCredentialsProvider.create(cloud.credentials()),
                    settings),
            Clock.offset(Clock.systemUTC(), LATER),
            it -> it.plus(LATER))
        .reconcile(
            new ReconcileRequest(
                Path.of("").toAbsolutePath(), pipeline.loaded(), EVENTS, engine, null));
  }

  private Map<ReconcileVerdict, Long> counts() throws InterruptedException {
    Reconciliation result = report().result();
    assertThat(result.problems()).isEmpty();
    assertThat(result.addsUp()).isTrue();
    assertThat(result.inFlight()).isZero();
    Map<ReconcileVerdict, Long> counts = new EnumMap<>(result.counts());
    counts.values().removeIf(it -> it == 0);
    return counts;
  }

  private static String incoming(String name) {
    return "incoming/" + name;
  }

  private static String processed(String name) {
    return "processed/" + name;
  }

  private String version(String key) {
    return pipeline.versions(key).get(0).versionId();
  }

  private void put(String key) {
    mallory.putObject(it -> it.bucket(pipeline.raw()).key(key), RequestBody.fromString("mine"));
  }

  private void destroy(String key) {
    String version = version(key);
    mallory.deleteObject(it -> it.bucket(pipeline.raw()).key(key).versionId(version));
  }

  private void alterSeen() {
    destroy(processed("destroyed"));
    mallory.deleteObject(it -> it.bucket(pipeline.raw()).key(processed("hidden")));
    put(processed("shadowed"));
    mallory.putObjectTagging(
        it ->
            it.bucket(pipeline.raw())
                .key(processed("tagged"))
                .versionId(version(processed("tagged")))
                .tagging(tags -> tags.tagSet(Tag.builder().key("a").value("b").build())));
    put("elsewhere/unsealed");
    put("elsewhere/passed");
    destroy("elsewhere/passed");
    probe();
  }

  private void probe() {
    pipeline
        .s3()
        .putBucketPolicy(
            it ->
                it.bucket(pipeline.raw())
                    .policy(
                        """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
                        "Action":"s3:GetObject","Resource":"arn:aws:s3:::%s/secret/*"}]}
                        """
                            .formatted(pipeline.raw())));
    try {
      mallory.getObjectAsBytes(it -> it.bucket(pipeline.raw()).key("secret/plan"));
      throw new AssertionError("the policy denies it");
    } catch (S3Exception denied) {
      assertThat(denied.statusCode()).isEqualTo(403);
    }
  }

  @Test
  void givesEachAlterationItsOwnVerdict() throws InterruptedException {
    SEALED.forEach(it -> pipeline.put(incoming(it), "content of " + it));
    pipeline.awaitEnds(SEALED.size());
    pipeline.awaitEmptyQueue(Duration.ofSeconds(60));
    Map<ReconcileVerdict, Long> before =
        Map.of(
            ReconcileVerdict.ACCOUNTED,
            6L,
            ReconcileVerdict.RETIRED,
            6L,
            ReconcileVerdict.CREATED_UNSEEN,
            FOLDERS);
    await().atMost(LIMIT).untilAsserted(() -> assertThat(counts()).isEqualTo(before));

    alterSeen();

    Map<ReconcileVerdict, Long> seen = new EnumMap<>(ReconcileVerdict.class);
    seen.put(ReconcileVerdict.ACCOUNTED, 4L);
    seen.put(ReconcileVerdict.RETIRED, 6L);
    seen.put(ReconcileVerdict.CREATED_UNSEEN, FOLDERS);
    seen.put(ReconcileVerdict.DESTROYED, 1L);
    seen.put(ReconcileVerdict.HIDDEN, 1L);
    seen.put(ReconcileVerdict.SHADOWED, 1L);
    seen.put(ReconcileVerdict.CHANGED_IN_PLACE, 1L);
    seen.put(ReconcileVerdict.UNSEALED, 1L);
    seen.put(ReconcileVerdict.PASSED_THROUGH, 1L);
    seen.put(ReconcileVerdict.PROBING, 1L);
    await().atMost(LIMIT).untilAsserted(() -> assertThat(counts()).isEqualTo(seen));
    assertThat(report().isCritical()).isFalse();

    pipeline.aws().cloudTrail().stopLogging(it -> it.name(pipeline.settings().audit().trail()));
    destroy(processed("vanished"));
    put("elsewhere/appeared");

    seen.put(ReconcileVerdict.ACCOUNTED, 3L);
    seen.put(ReconcileVerdict.VANISHED, 1L);
    seen.put(ReconcileVerdict.APPEARED, 1L);
    assertThat(counts()).isEqualTo(seen);
    ReconcileReport report = report();
    assertThat(report.isCritical()).isTrue();
    ReconcileExample destroyed = report.result().examples().get(ReconcileVerdict.DESTROYED).get(0);
    assertThat(destroyed.key()).isEqualTo(processed("destroyed"));
    assertThat(destroyed.by()).contains("mallory");
    assertThat(destroyed.event()).isEqualTo("DeleteObject");

    Reconciliation bySql = report(JoinEngine.ATHENA).result();
    assertThat(bySql.problems()).isEmpty();
    assertThat(bySql.counts()).isEqualTo(report.result().counts());
    assertThat(bySql.sums().union()).isEqualTo(report.result().sums().union());
    assertThat(bySql.sums().sealed()).isEqualTo(report.result().sums().sealed());
    assertThat(bySql.sums().there()).isEqualTo(report.result().sums().there());
    assertThat(bySql.sums().events()).isEqualTo(report.result().sums().events());
    assertThat(bySql.examples().get(ReconcileVerdict.DESTROYED).get(0).requestId())
        .isEqualTo(destroyed.requestId());
  }
}
