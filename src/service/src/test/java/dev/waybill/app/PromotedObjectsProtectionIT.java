package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects and versions of the raw bucket under the policy that the baseline sets. */
@ExtendWith(CloudExtension.class)
final class PromotedObjectsProtectionIT {
  private static final String PROMOTED = "processed/a";

  private final CloudUnderTest cloud;
  private PipelineUnderTest pipeline;
  private S3Client analyst;
  private S3Client rescuer;

  PromotedObjectsProtectionIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void promoteOneObject(@TempDir Path folder) throws Exception {
    pipeline =
        PipelineUnderTest.provision(cloud, folder, Map.of("waybill.raw.break-glass", "rescuer"))
            .start();
    analyst = cloud.s3With(AwsBasicCredentials.create("analyst", "test"));
    rescuer = cloud.s3With(AwsBasicCredentials.create("rescuer", "test"));
    pipeline.put("incoming/a", "sealed");
    pipeline.awaitEnds(1);
  }

  @AfterEach
  void stop() {
    pipeline.close();
    analyst.close();
    rescuer.close();
  }

  @Test
  void serviceStillPromotesAndRemovesSources() {
    assertThat(pipeline.labels()).containsExactly("promoted");
    assertThat(pipeline.versions("incoming/")).isEmpty();
    assertThat(pipeline.versions(PROMOTED)).hasSize(1);
  }

  @Test
  void otherPrincipalNeitherOverwritesNorAddsPromotedObjects() {
    assertDenied(() -> put(analyst, PROMOTED));
    assertDenied(() -> put(analyst, "processed/unsealed"));
    assertDenied(() -> copy(analyst, PROMOTED, "processed/copied"));
    assertDenied(
        () -> analyst.createMultipartUpload(it -> it.bucket(pipeline.raw()).key("processed/p")));

    assertThat(pipeline.versions("processed/")).hasSize(1);
    assertThat(pipeline.text(PROMOTED)).isEqualTo("sealed");
  }

  @Test
  void otherPrincipalDeletesNothingPromoted() {
    ObjectVersion version = pipeline.versions(PROMOTED).get(0);

    assertDenied(() -> analyst.deleteObject(it -> it.bucket(pipeline.raw()).key(PROMOTED)));
    assertDenied(() -> delete(analyst, version));
    assertThat(deleteInBatch(analyst, version).errors())
        .extracting(it -> it.code())
        .containsExactly("AccessDenied");

    assertThat(pipeline.text(PROMOTED)).isEqualTo("sealed");
  }

  @Test
  void otherPrincipalDeletesNoVersionOfTheBucketForGood() {
    ObjectVersion canary = pipeline.put("test/seen", "kept");
    ObjectVersion elsewhere = pipeline.put("elsewhere", "kept");

    assertDenied(() -> delete(analyst, canary));
    assertDenied(() -> delete(analyst, elsewhere));

    assertThat(pipeline.text(canary)).isEqualTo("kept");
    assertThat(pipeline.text(elsewhere)).isEqualTo("kept");
  }

  @Test
  void otherPrincipalStillUploadsReadsAndHidesUploads() {
    put(analyst, "elsewhere");
    copy(analyst, PROMOTED, "elsewhere");
    analyst.deleteObject(it -> it.bucket(pipeline.raw()).key("elsewhere"));

    put(analyst, "incoming/b");
    pipeline.awaitEnds(2);

    assertThat(pipeline.labels()).containsExactly("promoted", "promoted");
  }

  @Test
  void breakGlassRoleWritesAndDeletesPromotedObjects() {
    ObjectVersion version = pipeline.versions(PROMOTED).get(0);

    put(rescuer, PROMOTED);
    delete(rescuer, version);

    assertThat(pipeline.text(PROMOTED)).isEqualTo("theirs");
    assertThat(pipeline.exists(PROMOTED, version.versionId())).isFalse();
  }

  private void put(S3Client s3, String key) {
    s3.putObject(it -> it.bucket(pipeline.raw()).key(key), RequestBody.fromString("theirs"));
  }

  private void copy(S3Client s3, String from, String to) {
    s3.copyObject(
        it ->
            it.sourceBucket(pipeline.raw())
                .sourceKey(from)
                .destinationBucket(pipeline.raw())
                .destinationKey(to));
  }

  private static void delete(S3Client s3, ObjectVersion version) {
    s3.deleteObject(
        it -> it.bucket(version.bucket()).key(version.key()).versionId(version.versionId()));
  }

  private static DeleteObjectsResponse deleteInBatch(S3Client s3, ObjectVersion version) {
    ObjectIdentifier id =
        ObjectIdentifier.builder().key(version.key()).versionId(version.versionId()).build();
    return s3.deleteObjects(it -> it.bucket(version.bucket()).delete(all -> all.objects(id)));
  }

  private static void assertDenied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class,
            denial -> assertThat(denial.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
  }
}
