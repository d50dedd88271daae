package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestBucket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Contract of server-side encryption and its reports. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EncryptionContractIT {
  private final CloudUnderTest cloud;
  private final S3Client s3;
  private final TestBucket bucket;

  EncryptionContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
    this.bucket = cloud.versionedBucket("encryption");
  }

  @Test
  void theDefaultEncryptionOfABucketIsStoredAndApplied() {
    TestBucket encrypted = cloud.versionedBucket("kms");
    s3.putBucketEncryption(
        it ->
            it.bucket(encrypted.name())
                .serverSideEncryptionConfiguration(
                    configuration -> configuration.rules(kmsByDefault())));
    assertThat(
            s3.getBucketEncryption(it -> it.bucket(encrypted.name()))
                .serverSideEncryptionConfiguration()
                .rules())
        .containsExactly(kmsByDefault());
    PutObjectResponse put = encrypted.put("a", "x");
    assertThat(put.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    assertThat(put.ssekmsKeyId()).isEqualTo(cloud.kmsKey());
    assertThat(put.bucketKeyEnabled()).isTrue();
    HeadObjectResponse head = encrypted.head("a");
    assertThat(head.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    assertThat(head.ssekmsKeyId()).isEqualTo(cloud.kmsKey());
    assertThat(head.bucketKeyEnabled()).isTrue();
  }

  @Test
  void withoutASettingS3EncryptsUnderItsOwnKeys() {
    assertThat(bucket.put("plain", "x").serverSideEncryption())
        .isEqualTo(ServerSideEncryption.AES256);
    assertThat(bucket.head("plain").serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
  }

  @Test
  void requestedEncryptionIsReportedByPutHeadAndGet() {
    PutObjectResponse put = putEncrypted("asked", false);
    assertThat(put.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    assertThat(put.ssekmsKeyId()).isEqualTo(cloud.kmsKey());
    HeadObjectResponse head = bucket.head("asked");
    assertThat(head.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    assertThat(head.ssekmsKeyId()).isEqualTo(cloud.kmsKey());
    GetObjectResponse get =
        s3.getObjectAsBytes(it -> it.bucket(bucket.name()).key("asked")).response();
    assertThat(get.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    assertThat(get.ssekmsKeyId()).isEqualTo(cloud.kmsKey());
  }

  @Test
  void aRequestedBucketKeyIsReported() {
    assertThat(putEncrypted("bucket-key", true).bucketKeyEnabled()).isTrue();
    assertThat(bucket.head("bucket-key").bucketKeyEnabled()).isTrue();
  }

  @Test
  void aCopyCanHaveAnotherEncryptionThanItsSource() {
    bucket.put("source", "x");
    CopyObjectResponse copy =
        s3.copyObject(
            it ->
                it.sourceBucket(bucket.name())
                    .sourceKey("source")
                    .destinationBucket(bucket.name())
                    .destinationKey("copy")
                    .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                    .ssekmsKeyId(cloud.kmsKey())
                    .bucketKeyEnabled(true));
    assertThat(copy.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    assertThat(copy.bucketKeyEnabled()).isTrue();
    assertThat(bucket.head("copy").ssekmsKeyId()).isEqualTo(cloud.kmsKey());
  }

  private PutObjectResponse putEncrypted(String key, boolean bucketKey) {
    return s3.putObject(
        it ->
            it.bucket(bucket.name())
                .key(key)
                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(cloud.kmsKey())
                .bucketKeyEnabled(bucketKey ? true : null),
        RequestBody.fromString("x"));
  }

  private ServerSideEncryptionRule kmsByDefault() {
    return ServerSideEncryptionRule.builder()
        .bucketKeyEnabled(true)
        .applyServerSideEncryptionByDefault(
            by -> by.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID(cloud.kmsKey()))
        .build();
  }
}
