package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.TestBucket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Contract of a bucket's protections: complete, and in place from the creation on. */
@ExtendWith(CloudExtension.class)
final class ProtectionContractIT {
  private final CloudUnderTest cloud;
  private final S3Client s3;

  ProtectionContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
  }

  @Test
  void aNewBucketBlocksPublicAccessAndAcls() {
    String name = cloud.bucket("new").name();
    assertThat(s3.getPublicAccessBlock(it -> it.bucket(name)).publicAccessBlockConfiguration())
        .isEqualTo(
            PublicAccessBlockConfiguration.builder()
                .blockPublicAcls(true)
                .ignorePublicAcls(true)
                .blockPublicPolicy(true)
                .restrictPublicBuckets(true)
                .build());
    assertThat(s3.getBucketOwnershipControls(it -> it.bucket(name)).ownershipControls().rules())
        .singleElement()
        .matches(it -> it.objectOwnership() == ObjectOwnership.BUCKET_OWNER_ENFORCED);
    ServerSideEncryptionRule rule = encryption(name);
    assertThat(rule.applyServerSideEncryptionByDefault().sseAlgorithm())
        .isEqualTo(ServerSideEncryption.AES256);
  }

  @Test
  void deletedConfigurationsAreGone() {
    cloud.assumeRestartable();
    String name = cloud.bucket("gone").name();
    s3.deletePublicAccessBlock(it -> it.bucket(name));
    s3.deleteBucketOwnershipControls(it -> it.bucket(name));
    cloud.restart();
    ExpectedError.of(
        404,
        "NoSuchPublicAccessBlockConfiguration",
        () -> s3.getPublicAccessBlock(it -> it.bucket(name)));
    ExpectedError.of(
        404,
        "OwnershipControlsNotFoundError",
        () -> s3.getBucketOwnershipControls(it -> it.bucket(name)));
  }

  @Test
  void defaultsOfOmittedFieldsAreReturned() {
    cloud.assumeWithout(EmulatorLimit.DEFAULTS_NOT_RETURNED);
    String name = cloud.bucket("part").name();
    s3.putPublicAccessBlock(
        it -> it.bucket(name).publicAccessBlockConfiguration(block -> block.blockPublicAcls(true)));
    PublicAccessBlockConfiguration block =
        s3.getPublicAccessBlock(it -> it.bucket(name)).publicAccessBlockConfiguration();
    assertThat(block.blockPublicAcls()).isTrue();
    assertThat(block.restrictPublicBuckets()).isFalse();
    s3.putBucketEncryption(
        it ->
            it.bucket(name)
                .serverSideEncryptionConfiguration(
                    to ->
                        to.rules(
                            ServerSideEncryptionRule.builder()
                                .applyServerSideEncryptionByDefault(
                                    by ->
                                        by.sseAlgorithm(ServerSideEncryption.AWS_KMS)
                                            .kmsMasterKeyID(cloud.kmsKey()))
                                .build())));
    assertThat(encryption(name).bucketKeyEnabled()).isFalse();
    assertThat(encryption(name).applyServerSideEncryptionByDefault().kmsMasterKeyID())
        .isEqualTo(cloud.kmsKey());
  }

  @Test
  void anInvalidLifecycleIsRejected() {
    cloud.assumeRestartable();
    TestBucket bucket = cloud.bucket("lifecycle");
    LifecycleRule good = rule("a", 1);
    put(bucket, good, rule("b", 2));
    ExpectedError.of(400, "InvalidArgument", () -> put(bucket, good, rule("a", 2)));
    ExpectedError.of(400, "InvalidArgument", () -> put(bucket, rule("a".repeat(256), 1)));
    ExpectedError.of(400, "InvalidArgument", () -> put(bucket, rule("a", 0)));
    ExpectedError.of(400, "MalformedXML", () -> put(bucket, good.toBuilder().status("On").build()));
    ExpectedError.of(
        400,
        "MalformedXML",
        () -> put(bucket, good.toBuilder().filter((LifecycleRuleFilter) null).build()));
    ExpectedError.of(
        400,
        "MalformedXML",
        () ->
            put(
                bucket,
                good.toBuilder()
                    .expiration(it -> it.days(1).expiredObjectDeleteMarker(true))
                    .build()));
    ExpectedError.of(
        400,
        "InvalidRequest",
        () ->
            put(
                bucket,
                LifecycleRule.builder()
                    .id("x")
                    .status("Enabled")
                    .filter(it -> it.prefix(""))
                    .build()));
    assertThat(s3.getBucketLifecycleConfiguration(it -> it.bucket(bucket.name())).rules())
        .containsExactly(good, rule("b", 2));
  }

  private static LifecycleRule rule(String id, int days) {
    return LifecycleRule.builder()
        .id(id)
        .status("Enabled")
        .filter(it -> it.prefix("tmp/"))
        .expiration(it -> it.days(days))
        .build();
  }

  private void put(TestBucket bucket, LifecycleRule... rules) {
    s3.putBucketLifecycleConfiguration(
        it -> it.bucket(bucket.name()).lifecycleConfiguration(to -> to.rules(rules)));
  }

  private ServerSideEncryptionRule encryption(String name) {
    return s3.getBucketEncryption(it -> it.bucket(name))
        .serverSideEncryptionConfiguration()
        .rules()
        .get(0);
  }
}
