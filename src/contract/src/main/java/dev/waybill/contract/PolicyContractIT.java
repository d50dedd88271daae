package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.TestBucket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Contract of bucket policies: denied calls are rejected. */
@ExtendWith(CloudExtension.class)
final class PolicyContractIT {
  private final CloudUnderTest cloud;
  private final S3Client s3;

  PolicyContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
  }

  @BeforeEach
  void requirePolicyEnforcement() {
    cloud.assumeWithout(EmulatorLimit.POLICIES_NOT_ENFORCED);
  }

  @Test
  void onlyOneRoleMayWrite() {
    TestBucket bucket = cloud.bucket("policy");
    deny(
        bucket,
        "\"s3:PutObject\"",
        ",\"Condition\":{\"ArnNotLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::000000000000:role/sealer\"}}");
    assertDenied(() -> bucket.put("a", "x"));
    assertDenied(() -> as("AKIASEALER", bucket).put("a", "x"));
    assertDenied(() -> as("AKIAROOT1", bucket).put("a", "x"));
    assertThat(as("sealer", bucket).put("a", "x").eTag()).isNotEmpty();
    assertThat(bucket.get("a")).isEqualTo("x");
  }

  @Test
  void aPolicyCanRequireEncryptionAndIfNoneMatch() {
    TestBucket bucket = cloud.bucket("policy");
    deny(
        bucket,
        "\"s3:PutObject\"",
        ",\"Condition\":{\"StringNotEquals\":{\"s3:x-amz-server-side-encryption\":\"aws:kms\"}}");
    assertDenied(() -> bucket.put("a", "x"));
    encrypted(bucket, "a", null);
    deny(
        bucket,
        "\"s3:PutObject\"",
        ",\"Condition\":{\"Null\":{\"s3:if-none-match\":\"true\"},\"Bool\":{\"s3:ObjectCreationOperation\":\"true\"}}");
    assertDenied(() -> bucket.put("b", "x"));
    encrypted(bucket, "b", "*");
    String upload =
        s3.createMultipartUpload(it -> it.bucket(bucket.name()).key("parts")).uploadId();
    assertDenied(
        () ->
            s3.completeMultipartUpload(
                it -> it.bucket(bucket.name()).key("parts").uploadId(upload)));
  }

  @Test
  void aPartHasTheEncryptionOfItsUpload() {
    TestBucket bucket = cloud.bucket("policy");
    deny(
        bucket,
        "\"s3:PutObject\"",
        ",\"Condition\":{\"StringNotEquals\":{\"s3:x-amz-server-side-encryption\":\"aws:kms\"}}");
    String upload =
        s3.createMultipartUpload(
                it ->
                    it.bucket(bucket.name())
                        .key("parts")
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS))
            .uploadId();
    assertThat(
            s3.uploadPart(
                    it -> it.bucket(bucket.name()).key("parts").uploadId(upload).partNumber(1),
                    RequestBody.fromString("x"))
                .eTag())
        .isNotEmpty();
  }

  @Test
  void eachObjectOfABatchDeleteIsEvaluated() {
    TestBucket bucket = cloud.bucket("policy");
    bucket.put("kept/a", "x");
    bucket.put("free/b", "x");
    policy(bucket, "\"s3:DeleteObject\"", "\"arn:aws:s3:::" + bucket.name() + "/kept/*\"", "");
    assertDenied(() -> bucket.delete("kept/a"));
    DeleteObjectsResponse deleted =
        s3.deleteObjects(
            it ->
                it.bucket(bucket.name())
                    .delete(
                        all ->
                            all.objects(
                                ObjectIdentifier.builder().key("kept/a").build(),
                                ObjectIdentifier.builder().key("free/b").build())));
    assertThat(deleted.deleted()).singleElement().matches(it -> it.key().equals("free/b"));
    assertThat(deleted.errors())
        .singleElement()
        .matches(it -> it.key().equals("kept/a") && it.code().equals("AccessDenied"));
  }

  @Test
  void aSourceThatMayNotBeReadCannotBeCopied() {
    TestBucket bucket = cloud.bucket("policy");
    TestBucket other = cloud.bucket("policy");
    bucket.put("secret", "x");
    deny(bucket, "\"s3:GetObject\"", "");
    assertDenied(() -> bucket.get("secret"));
    assertDenied(
        () ->
            s3.copyObject(
                it ->
                    it.sourceBucket(bucket.name())
                        .sourceKey("secret")
                        .destinationBucket(other.name())
                        .destinationKey("got")));
    ExpectedError.of(403, () -> bucket.head("secret"));
  }

  @Test
  void aPolicyCanDenyTheBypassOfGovernance() {
    String name = cloud.uniqueName("policy");
    s3.createBucket(it -> it.bucket(name).objectLockEnabledForBucket(true));
    TestBucket bucket = new TestBucket(s3, name);
    String version =
        s3.putObject(
                it ->
                    it.bucket(name)
                        .key("a")
                        .objectLockMode("GOVERNANCE")
                        .objectLockRetainUntilDate(java.time.Instant.now().plusSeconds(600)),
                RequestBody.fromString("x"))
            .versionId();
    deny(bucket, "\"s3:BypassGovernanceRetention\"", "");
    assertDenied(() -> bypass(name, version));
    s3.deleteBucketPolicy(it -> it.bucket(name));
    bypass(name, version);
    ExpectedError.of(404, () -> bucket.head("a"));
  }

  private void bypass(String bucket, String version) {
    s3.deleteObject(
        it -> it.bucket(bucket).key("a").versionId(version).bypassGovernanceRetention(true));
  }

  @Test
  void aPolicyCanDenyTheRemovalOfProtections() {
    TestBucket bucket = cloud.bucket("policy");
    policy(
        bucket,
        "[\"s3:PutEncryptionConfiguration\",\"s3:PutBucketPolicy\",\"s3:DeleteBucketPolicy\",\"s3:DeleteBucket\"]",
        "\"arn:aws:s3:::" + bucket.name() + "\"",
        "");
    assertDenied(() -> s3.deleteBucketEncryption(it -> it.bucket(bucket.name())));
    assertDenied(() -> s3.deleteBucketPolicy(it -> it.bucket(bucket.name())));
    assertDenied(() -> s3.deleteBucket(it -> it.bucket(bucket.name())));
    S3Client root = cloud.s3With(AwsBasicCredentials.create("AKIAROOT1", "test"));
    root.deleteBucketPolicy(it -> it.bucket(bucket.name()));
    s3.deleteBucket(it -> it.bucket(bucket.name()));
  }

  @Test
  void anInvalidPolicyIsRejected() {
    TestBucket bucket = cloud.bucket("policy");
    ExpectedError.of(
        400,
        "MalformedPolicy",
        () ->
            deny(
                bucket,
                "\"s3:PutObject\"",
                ",\"Condition\":{\"StringEqual\":{\"aws:PrincipalArn\":\"a\"}}"));
    ExpectedError.of(
        400,
        "MalformedPolicy",
        () -> policy(bucket, "\"s3:PutObject\"", "\"arn:aws:s3:::another/*\"", ""));
    ExpectedError.of(
        404, "NoSuchBucketPolicy", () -> s3.getBucketPolicy(it -> it.bucket(bucket.name())));
  }

  @Test
  void aPublicPolicyIsReportedAndCanBeBlocked() {
    TestBucket bucket = cloud.bucket("policy");
    String open =
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::%s/*\"}]}"
            .formatted(bucket.name());
    ExpectedError.of(
        404, "NoSuchBucketPolicy", () -> s3.getBucketPolicyStatus(it -> it.bucket(bucket.name())));
    assertDenied(() -> s3.putBucketPolicy(it -> it.bucket(bucket.name()).policy(open)));
    s3.deletePublicAccessBlock(it -> it.bucket(bucket.name()));
    s3.putBucketPolicy(it -> it.bucket(bucket.name()).policy(open));
    assertThat(s3.getBucketPolicyStatus(it -> it.bucket(bucket.name())).policyStatus().isPublic())
        .isTrue();
    deny(bucket, "\"s3:PutObject\"", "");
    assertThat(s3.getBucketPolicyStatus(it -> it.bucket(bucket.name())).policyStatus().isPublic())
        .isFalse();
  }

  private void encrypted(TestBucket bucket, String key, String ifNoneMatch) {
    s3.putObject(
        it ->
            it.bucket(bucket.name())
                .key(key)
                .ifNoneMatch(ifNoneMatch)
                .serverSideEncryption(ServerSideEncryption.AWS_KMS),
        RequestBody.fromString("x"));
  }

  private TestBucket as(String id, TestBucket bucket) {
    return new TestBucket(cloud.s3With(AwsBasicCredentials.create(id, "test")), bucket.name());
  }

  private void deny(TestBucket bucket, String action, String condition) {
    policy(bucket, action, "\"arn:aws:s3:::" + bucket.name() + "/*\"", condition);
  }

  private void policy(TestBucket bucket, String action, String resource, String condition) {
    s3.putBucketPolicy(
        it ->
            it.bucket(bucket.name())
                .policy(
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":%s,\"Resource\":%s%s}]}"
                        .formatted(action, resource, condition)));
  }

  private static void assertDenied(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    ExpectedError.of(403, "AccessDenied", call);
  }
}
