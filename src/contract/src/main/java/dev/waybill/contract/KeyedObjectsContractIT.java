package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.TestBucket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Contract of S3's use of KMS keys, including unusable keys. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KeyedObjectsContractIT {
  private static final String ABSENT =
      "arn:aws:kms:us-east-1:000000000000:key/11111111-2222-3333-4444-555555555555";

  private final CloudUnderTest cloud;
  private final S3Client s3;
  private final KmsClient kms;
  private final TestBucket bucket;

  KeyedObjectsContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
    this.kms = cloud.kms();
    this.bucket = cloud.versionedBucket("keyed");
  }

  @Test
  void aMissingKeyEncryptsNothing() {
    ExpectedError.of(400, "KMS.NotFoundException", () -> put("unknown", ABSENT));
    ExpectedError.of(404, () -> bucket.head("unknown"));
  }

  @Test
  void aMissingDefaultKeyEncryptsNothing() {
    cloud.assumeWithout(EmulatorLimit.KMS_KEYS_NOT_CHECKED);
    TestBucket misled = cloud.bucket("misled");
    encryptByDefault(misled, ABSENT);
    ExpectedError.of(400, "KMS.NotFoundException", () -> misled.put("a", "x"));
  }

  @Test
  void aDisabledKeyEncryptsNothing() {
    String key = kms.createKey().keyMetadata().arn();
    kms.disableKey(it -> it.keyId(key));
    ExpectedError.of(400, "KMS.DisabledException", () -> put("never", key));
  }

  @Test
  void aDisabledKeyDecryptsNothing() {
    cloud.assumeWithout(EmulatorLimit.KMS_KEYS_NOT_CHECKED);
    String key = kms.createKey().keyMetadata().arn();
    put("disabled", key);
    kms.disableKey(it -> it.keyId(key));
    ExpectedError.of(400, "KMS.DisabledException", () -> bucket.get("disabled"));
    ExpectedError.of(400, "KMS.DisabledException", () -> copy("disabled"));
    assertThat(s3.headObject(it -> it.bucket(bucket.name()).key("disabled")).ssekmsKeyId())
        .isEqualTo(key);
    ExpectedError.of(400, () -> bucket.head("disabled"));
    kms.enableKey(it -> it.keyId(key));
    assertThat(bucket.get("disabled")).isEqualTo("x");
  }

  @Test
  void aKeyPendingDeletionNeitherEncryptsNorDecrypts() {
    String key = kms.createKey().keyMetadata().arn();
    put("doomed", key);
    kms.scheduleKeyDeletion(it -> it.keyId(key).pendingWindowInDays(7));
    ExpectedError.of(400, "KMS.KMSInvalidStateException", () -> put("again", key));
    ExpectedError.of(400, "KMS.KMSInvalidStateException", () -> bucket.get("doomed"));
  }

  @Test
  void anUploadFailsAfterItsKeyIsDisabled() {
    cloud.assumeWithout(EmulatorLimit.KMS_KEYS_NOT_CHECKED);
    String key = kms.createKey().keyMetadata().arn();
    String id =
        s3.createMultipartUpload(
                it ->
                    it.bucket(bucket.name())
                        .key("parts")
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId(key))
            .uploadId();
    kms.disableKey(it -> it.keyId(key));
    ExpectedError.of(
        400,
        "KMS.DisabledException",
        () ->
            s3.uploadPart(
                it -> it.bucket(bucket.name()).key("parts").uploadId(id).partNumber(1),
                RequestBody.fromString("x")));
  }

  @Test
  void anAliasIsResolvedAtTheTimeOfTheWrite() {
    cloud.assumeWithout(EmulatorLimit.KMS_KEYS_NOT_CHECKED);
    String first = kms.createKey().keyMetadata().arn();
    String second = kms.createKey().keyMetadata().arn();
    String alias = "alias/" + cloud.uniqueName("moving");
    kms.createAlias(it -> it.aliasName(alias).targetKeyId(first));
    TestBucket moving = cloud.bucket("moving");
    encryptByDefault(moving, alias);
    assertThat(moving.put("a", "x").ssekmsKeyId()).isEqualTo(first);
    kms.updateAlias(it -> it.aliasName(alias).targetKeyId(second));
    assertThat(moving.put("b", "x").ssekmsKeyId()).isEqualTo(second);
    assertThat(moving.head("a").ssekmsKeyId()).isEqualTo(first);
  }

  @Test
  void withoutAKeyTheAwsManagedKeyEncrypts() {
    cloud.assumeWithout(EmulatorLimit.KMS_KEYS_NOT_CHECKED);
    PutObjectResponse put =
        s3.putObject(
            it ->
                it.bucket(bucket.name())
                    .key("own")
                    .serverSideEncryption(ServerSideEncryption.AWS_KMS),
            RequestBody.fromString("x"));
    assertThat(
            kms.describeKey(it -> it.keyId(put.ssekmsKeyId())).keyMetadata().keyManagerAsString())
        .isEqualTo("AWS");
  }

  private PutObjectResponse put(String name, String key) {
    return s3.putObject(
        it ->
            it.bucket(bucket.name())
                .key(name)
                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(key),
        RequestBody.fromString("x"));
  }

  private void copy(String name) {
    s3.copyObject(
        it ->
            it.sourceBucket(bucket.name())
                .sourceKey(name)
                .destinationBucket(bucket.name())
                .destinationKey(name + "-copy"));
  }

  private void encryptByDefault(TestBucket in, String key) {
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(
                by -> by.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID(key))
            .build();
    s3.putBucketEncryption(
        it -> it.bucket(in.name()).serverSideEncryptionConfiguration(to -> to.rules(rule)));
  }
}
