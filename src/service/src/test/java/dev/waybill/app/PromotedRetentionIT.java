package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.startup.StartupException;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Promoted versions with an Object Lock retention. */
@ExtendWith(CloudExtension.class)
final class PromotedRetentionIT {
  private static final Map<String, String> RETENTION = Map.of("waybill.raw.retention", "30d");

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;

  PromotedRetentionIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @AfterEach
  void stop() {
    pipeline.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"both", "server"})
  void notEvenTheServiceDeletesRetainedVersion(String mode) throws Exception {
    pipeline =
        PipelineUnderTest.provision(
                cloud, folder, Map.of("waybill.raw.retention", "30d", "waybill.digest.mode", mode))
            .start();

    pipeline.put("incoming/a", "kept");
    pipeline.awaitEnds(1);

    assertRetained();
  }

  @Test
  void copyInPartsIsRetained() throws Exception {
    int part = 5 << 20;
    pipeline =
        PipelineUnderTest.provision(cloud, folder, RETENTION)
            .copyingInPartsAbove(part, part)
            .start();

    pipeline.put("incoming/a", "x".repeat(part + 1));
    pipeline.awaitEnds(1);

    assertRetained();
  }

  private void assertRetained() {
    // A slow copy is delivered a second time.
    assertThat(pipeline.labels()).contains("promoted").isSubsetOf("promoted", "already-done");
    assertThat(pipeline.versions("incoming/")).isEmpty();
    ObjectVersion promoted = pipeline.versions("processed/").get(0);
    HeadObjectResponse head =
        pipeline.s3().headObject(it -> it.bucket(promoted.bucket()).key(promoted.key()));
    assertThat(head.objectLockMode()).isEqualTo(ObjectLockMode.GOVERNANCE);
    assertThat(head.objectLockRetainUntilDate()).isAfter(Instant.now().plus(Duration.ofDays(29)));
    assertThatThrownBy(
            () ->
                pipeline
                    .s3()
                    .deleteObject(
                        it ->
                            it.bucket(promoted.bucket())
                                .key(promoted.key())
                                .versionId(promoted.versionId())
                                .bypassGovernanceRetention(true)))
        .isInstanceOf(S3Exception.class);
    assertThat(pipeline.exists(promoted.key(), promoted.versionId())).isTrue();
  }

  @Test
  void startNamesRetentionOfBucketWithoutObjectLock() throws Exception {
    pipeline = PipelineUnderTest.provision(cloud, folder, RETENTION);
    recreateRawBucketWithoutLock();

    assertThatThrownBy(pipeline::start)
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("waybill.raw.retention: Object Lock of " + pipeline.raw());
  }

  private void recreateRawBucketWithoutLock() {
    String bucket = pipeline.raw();
    S3Client s3 = pipeline.s3();
    s3.listObjectVersions(it -> it.bucket(bucket))
        .versions()
        .forEach(
            version ->
                s3.deleteObject(
                    it -> it.bucket(bucket).key(version.key()).versionId(version.versionId())));
    s3.deleteBucket(it -> it.bucket(bucket));
    s3.createBucket(it -> it.bucket(bucket));
    s3.putBucketVersioning(
        it -> it.bucket(bucket).versioningConfiguration(to -> to.status("Enabled")));
  }
}
