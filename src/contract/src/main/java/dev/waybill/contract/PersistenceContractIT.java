package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestBucket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * Contract of persistence: acknowledged writes survive a restart. Runs only against a cloud that
 * the tests can restart.
 */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PersistenceContractIT {
  private final CloudUnderTest cloud;
  private final S3Client s3;
  private final TestBucket bucket;
  private final TestBucket locked;
  private String firstVersion = "";
  private String lockedVersion = "";
  private String uploadId = "";

  PersistenceContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
    this.bucket = cloud.versionedBucket("persistent");
    this.locked = new TestBucket(s3, cloud.uniqueName("persistent-lock"));
  }

  /** Runs before each test: a test that is skipped is counted, a skipped class is not. */
  @BeforeEach
  void writeAndRestartOnce() {
    cloud.assumeRestartable();
    if (firstVersion.isEmpty()) {
      writeAndRestart();
    }
  }

  private void writeAndRestart() {
    firstVersion = bucket.put("a/b", "one").versionId();
    bucket.put("a/b", "two");
    s3.putObject(
        it ->
            it.bucket(bucket.name())
                .key("described")
                .metadata(Map.of("k", "v"))
                .tagging("t=1")
                .checksumAlgorithm(ChecksumAlgorithm.SHA256),
        RequestBody.fromString("m"));
    bucket.put("deleted", "x");
    bucket.delete("deleted");
    uploadId = s3.createMultipartUpload(it -> it.bucket(bucket.name()).key("parts")).uploadId();
    uploadPart(1, "x");
    writeLocked();
    cloud.restart();
  }

  private void writeLocked() {
    s3.createBucket(it -> it.bucket(locked.name()).objectLockEnabledForBucket(true));
    lockedVersion =
        s3.putObject(
                it ->
                    it.bucket(locked.name())
                        .key("kept")
                        .objectLockMode(ObjectLockMode.COMPLIANCE)
                        .objectLockRetainUntilDate(Instant.now().plus(Duration.ofDays(1))),
                RequestBody.fromString("x"))
            .versionId();
  }

  @Test
  void bucketsAndTheirVersioningSurvive() {
    s3.headBucket(it -> it.bucket(bucket.name()));
    assertThat(s3.getBucketVersioning(it -> it.bucket(bucket.name())).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
  }

  @Test
  void oldVersionsSurviveAndANewOneComesFirst() {
    assertThat(bucket.get("a/b", firstVersion)).isEqualTo("one");
    assertThat(bucket.get("a/b")).isEqualTo("two");
    String third = bucket.put("a/b", "three").versionId();
    List<ObjectVersion> versions =
        s3.listObjectVersions(it -> it.bucket(bucket.name()).prefix("a/b")).versions();
    assertThat(versions).hasSize(3).extracting(ObjectVersion::versionId).doesNotHaveDuplicates();
    assertThat(versions.get(0).versionId()).isEqualTo(third);
    assertThat(versions.get(0).isLatest()).isTrue();
  }

  @Test
  void tagsMetadataAndChecksumsSurvive() {
    HeadObjectResponse head = bucket.head("described");
    assertThat(head.metadata()).containsExactly(Map.entry("k", "v"));
    assertThat(head.checksumSHA256())
        .isEqualTo(ContractValues.sha256("m".getBytes(StandardCharsets.UTF_8)));
    assertThat(s3.getObjectTagging(it -> it.bucket(bucket.name()).key("described")).tagSet())
        .containsExactly(Tag.builder().key("t").value("1").build());
  }

  @Test
  void deleteMarkersSurvive() {
    ExpectedError.of(404, () -> bucket.head("deleted"));
    assertThat(
            s3.listObjectVersions(it -> it.bucket(bucket.name()).prefix("deleted")).deleteMarkers())
        .hasSize(1);
  }

  @Test
  void aMultipartUploadContinues() {
    CompletedPart again = uploadPart(1, "y");
    s3.completeMultipartUpload(
        it ->
            it.bucket(bucket.name())
                .key("parts")
                .uploadId(uploadId)
                .multipartUpload(upload -> upload.parts(again)));
    assertThat(bucket.get("parts")).isEqualTo("y");
  }

  @Test
  void objectLocksSurvive() {
    ExpectedError.of(
        403,
        "AccessDenied",
        () -> s3.deleteObject(it -> it.bucket(locked.name()).key("kept").versionId(lockedVersion)));
  }

  private CompletedPart uploadPart(int number, String body) {
    String eTag =
        s3.uploadPart(
                it -> it.bucket(bucket.name()).key("parts").uploadId(uploadId).partNumber(number),
                RequestBody.fromString(body))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(eTag).build();
  }
}
