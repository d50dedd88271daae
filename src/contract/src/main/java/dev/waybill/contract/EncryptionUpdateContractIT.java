package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.TestBucket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectEncryption;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** Contract of UpdateObjectEncryption: it changes the key of a version and nothing else. */
@ExtendWith(CloudExtension.class)
final class EncryptionUpdateContractIT {
  private static final String KEY = "key";
  private static final String ABSENT =
      "arn:aws:kms:us-east-1:000000000000:key/11111111-2222-3333-4444-555555555555";
  private static final String FOREIGN =
      "arn:aws:kms:us-east-1:999999999999:key/11111111-2222-3333-4444-555555555555";

  private final CloudUnderTest cloud;
  private final S3Client s3;
  private TestBucket bucket;

  EncryptionUpdateContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
  }

  @BeforeEach
  void createBucket() {
    cloud.assumeWithout(EmulatorLimit.NO_ENCRYPTION_UPDATE);
    bucket = cloud.versionedBucket("re-encrypted");
  }

  @Test
  void changesKeyInPlaceAndNothingElse() {
    String version = put(StorageClass.STANDARD, ServerSideEncryption.AES256);
    bucket.put(KEY, "newer");
    HeadObjectResponse before = head(version);
    update(version, underKey(cloud.kmsKey(), true));
    HeadObjectResponse after = head(version);
    assertThat(after.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    assertThat(after.ssekmsKeyId()).isEqualTo(cloud.kmsKey());
    assertThat(after.bucketKeyEnabled()).isTrue();
    assertThat(after.versionId()).isEqualTo(version);
    assertThat(after.eTag()).isEqualTo(before.eTag());
    assertThat(after.lastModified()).isEqualTo(before.lastModified());
    assertThat(after.checksumSHA256()).isEqualTo(before.checksumSHA256()).isNotNull();
    assertThat(after.metadata()).isEqualTo(before.metadata()).isNotEmpty();
    assertThat(after.contentType()).isEqualTo(before.contentType());
    assertThat(bucket.get(KEY, version)).isEqualTo("x");
    assertThat(bucket.head(KEY).serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
    assertThat(s3.listObjectVersions(it -> it.bucket(bucket.name())).versions()).hasSize(2);
  }

  @Test
  void changesCurrentVersionWithoutVersionId() {
    String version = bucket.put(KEY, "x").versionId();
    update(null, underKey(cloud.kmsKey(), null));
    assertThat(head(version).ssekmsKeyId()).isEqualTo(cloud.kmsKey());
    assertThat(head(version).bucketKeyEnabled()).isNotEqualTo(true);
  }

  @Test
  void replacesOneKeyByAnotherWhichThenDecrypts() {
    String first = cloud.kms().createKey().keyMetadata().arn();
    String second = cloud.kms().createKey().keyMetadata().arn();
    String version = bucket.put(KEY, "x").versionId();
    update(version, underKey(first, true));
    update(version, underKey(second, false));
    assertThat(head(version).ssekmsKeyId()).isEqualTo(second);
    assertThat(head(version).bucketKeyEnabled()).isNotEqualTo(true);
    cloud.kms().disableKey(it -> it.keyId(first));
    assertThat(bucket.get(KEY, version)).isEqualTo("x");
    cloud.kms().disableKey(it -> it.keyId(second));
    ExpectedError.of(400, "KMS.DisabledException", () -> bucket.get(KEY, version));
  }

  @Test
  void changesArchivedObjectWithoutRestore() {
    String version = put(StorageClass.DEEP_ARCHIVE, ServerSideEncryption.AES256);
    update(version, underKey(cloud.kmsKey(), true));
    assertThat(head(version).ssekmsKeyId()).isEqualTo(cloud.kmsKey());
    assertThat(head(version).storageClass()).isEqualTo(StorageClass.DEEP_ARCHIVE);
  }

  @Test
  void survivesRestart() {
    cloud.assumeRestartable();
    String version = bucket.put(KEY, "x").versionId();
    update(version, underKey(cloud.kmsKey(), true));
    cloud.restart();
    assertThat(head(version).ssekmsKeyId()).isEqualTo(cloud.kmsKey());
  }

  @Test
  void rejectsAbsentObjectsAndVersions() {
    ObjectEncryption encryption = underKey(cloud.kmsKey(), true);
    ExpectedError.of(404, "NoSuchKey", () -> update(null, encryption));
    String version = bucket.put(KEY, "x").versionId();
    bucket.delete(KEY);
    ExpectedError.of(404, "NoSuchKey", () -> update(null, encryption));
    s3.deleteObject(it -> it.bucket(bucket.name()).key(KEY).versionId(version));
    ExpectedError.of(404, "NoSuchVersion", () -> update(version, encryption));
  }

  @Test
  void rejectsRequestsWithoutValidKeyOfTheAccount() {
    bucket.put(KEY, "x");
    ExpectedError.of(400, "InvalidRequest", () -> update(null, ObjectEncryption.builder().build()));
    ExpectedError.of(400, "InvalidRequest", () -> update(null, underKey("alias/any", true)));
    ExpectedError.of(403, "AccessDenied", () -> update(null, underKey(FOREIGN, true)));
    ExpectedError.of(400, "KMS.NotFoundException", () -> update(null, underKey(ABSENT, true)));
    assertThat(bucket.head(KEY).serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
  }

  @Test
  void rejectsObjectUnderDualLayerEncryption() {
    String version = put(StorageClass.STANDARD, ServerSideEncryption.AWS_KMS_DSSE);
    ExpectedError.of(400, "InvalidRequest", () -> update(version, underKey(cloud.kmsKey(), true)));
  }

  @Test
  void rejectsObjectThatObjectLockProtects() {
    TestBucket locked = new TestBucket(s3, cloud.uniqueName("re-encrypted-lock"));
    s3.createBucket(it -> it.bucket(locked.name()).objectLockEnabledForBucket(true));
    bucket = locked;
    String version =
        s3.putObject(
                it ->
                    it.bucket(locked.name())
                        .key(KEY)
                        .objectLockMode(ObjectLockMode.GOVERNANCE)
                        .objectLockRetainUntilDate(Instant.now().plus(Duration.ofDays(1))),
                RequestBody.fromString("x"))
            .versionId();
    ObjectEncryption encryption = underKey(cloud.kmsKey(), true);
    ExpectedError.of(403, "AccessDenied", () -> update(version, encryption));
    s3.putObjectRetention(
        it ->
            it.bucket(locked.name())
                .key(KEY)
                .versionId(version)
                .bypassGovernanceRetention(true)
                .retention(to -> to.mode((ObjectLockRetentionMode) null)));
    update(version, encryption);
    assertThat(head(version).ssekmsKeyId()).isEqualTo(cloud.kmsKey());
  }

  @Test
  void requiresTheRightsToPutAndToUpdate() {
    cloud.assumeWithout(EmulatorLimit.POLICIES_NOT_ENFORCED);
    bucket.put(KEY, "x");
    ObjectEncryption encryption = underKey(cloud.kmsKey(), true);
    deny("s3:UpdateObjectEncryption");
    ExpectedError.of(403, "AccessDenied", () -> update(null, encryption));
    deny("s3:PutObject");
    ExpectedError.of(403, "AccessDenied", () -> update(null, encryption));
    deny("s3:PutObjectTagging");
    update(null, encryption);
  }

  private void deny(String action) {
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"%s",
          "Resource":"arn:aws:s3:::%s/*"}]}
        """
            .formatted(action, bucket.name());
    s3.putBucketPolicy(it -> it.bucket(bucket.name()).policy(policy));
  }

  private static ObjectEncryption underKey(String arn, Boolean bucketKey) {
    return ObjectEncryption.builder()
        .ssekms(to -> to.kmsKeyArn(arn).bucketKeyEnabled(bucketKey))
        .build();
  }

  private void update(String version, ObjectEncryption encryption) {
    s3.updateObjectEncryption(
        it -> it.bucket(bucket.name()).key(KEY).versionId(version).objectEncryption(encryption));
  }

  private String put(StorageClass storage, ServerSideEncryption encryption) {
    return s3.putObject(
            it ->
                it.bucket(bucket.name())
                    .key(KEY)
                    .storageClass(storage)
                    .serverSideEncryption(encryption)
                    .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                    .metadata(Map.of("k", "v")),
            RequestBody.fromString("x"))
        .versionId();
  }

  private HeadObjectResponse head(String version) {
    return s3.headObject(
        it ->
            it.bucket(bucket.name())
                .key(KEY)
                .versionId(version)
                .checksumMode(ChecksumMode.ENABLED));
  }
}
