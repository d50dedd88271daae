package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.Limit;
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

/** What a bucket's policy denies is refused. */
@ExtendWith(CloudExtension.class)
final class PolicyContractIT {
  private final CloudUnderTest cloud;
  private final S3Client s3;

  PolicyContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
  }

  @BeforeEach
  void needsPoliciesThatCount() {
    cloud.assumeWithout(Limit.POLICIES_UNENFORCED);
  }

  @Test
  void only_one_role_may_write() {
    TestBucket bucket = cloud.bucket("policy");
    deny(
        bucket,
        "\"s3:PutObject\"",
        ",\"Condition\":{\"ArnNotLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::000000000000:role/sealer\"}}");
    denied(() -> bucket.put("a", "x"));
    denied(() -> as("AKIASEALER", bucket).put("a", "x"));
    denied(() -> as("AKIAROOT1", bucket).put("a", "x"));
    assertThat(as("sealer", bucket).put("a", "x").eTag()).isNotEmpty();
    assertThat(bucket.get("a")).isEqualTo("x");
  }

  @Test
  void what_is_written_has_to_be_encrypted_and_new() {
    TestBucket bucket = cloud.bucket("policy");
    deny(
        bucket,
        "\"s3:PutObject\"",
        ",\"Condition\":{\"StringNotEquals\":{\"s3:x-amz-server-side-encryption\":\"aws:kms\"}}");
    denied(() -> bucket.put("a", "x"));
    encrypted(bucket, "a", null);
    deny(
        bucket,
        "\"s3:PutObject\"",
        ",\"Condition\":{\"Null\":{\"s3:if-none-match\":\"true\"},\"Bool\":{\"s3:ObjectCreationOperation\":\"true\"}}");
    denied(() -> bucket.put("b", "x"));
    encrypted(bucket, "b", "*");
    String upload =
        s3.createMultipartUpload(it -> it.bucket(bucket.name()).key("parts")).uploadId();
    denied(
        () ->
            s3.completeMultipartUpload(
                it -> it.bucket(bucket.name()).key("parts").uploadId(upload)));
  }

  @Test
  void a_part_counts_as_encrypted_as_its_upload_was_begun() {
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
  void each_object_of_a_batch_is_judged() {
    TestBucket bucket = cloud.bucket("policy");
    bucket.put("kept/a", "x");
    bucket.put("free/b", "x");
    policy(bucket, "\"s3:DeleteObject\"", "\"arn:aws:s3:::" + bucket.name() + "/kept/*\"", "");
    denied(() -> bucket.delete("kept/a"));
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
  void a_source_that_may_not_be_read_is_not_copied() {
    TestBucket bucket = cloud.bucket("policy");
    TestBucket other = cloud.bucket("policy");
    bucket.put("secret", "x");
    deny(bucket, "\"s3:GetObject\"", "");
    denied(() -> bucket.get("secret"));
    denied(
        () ->
            s3.copyObject(
                it ->
                    it.sourceBucket(bucket.name())
                        .sourceKey("secret")
                        .destinationBucket(other.name())
                        .destinationKey("got")));
    Refusal.of(403, () -> bucket.head("secret"));
  }

  @Test
  void governance_is_not_bypassed_where_that_is_denied() {
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
    denied(() -> bypass(name, version));
    s3.deleteBucketPolicy(it -> it.bucket(name));
    bypass(name, version);
    Refusal.of(404, () -> bucket.head("a"));
  }

  private void bypass(String bucket, String version) {
    s3.deleteObject(
        it -> it.bucket(bucket).key("a").versionId(version).bypassGovernanceRetention(true));
  }

  @Test
  void a_protection_cannot_be_taken_away_where_that_is_denied() {
    TestBucket bucket = cloud.bucket("policy");
    policy(
        bucket,
        "[\"s3:PutEncryptionConfiguration\",\"s3:PutBucketPolicy\",\"s3:DeleteBucketPolicy\",\"s3:DeleteBucket\"]",
        "\"arn:aws:s3:::" + bucket.name() + "\"",
        "");
    denied(() -> s3.deleteBucketEncryption(it -> it.bucket(bucket.name())));
    denied(() -> s3.deleteBucketPolicy(it -> it.bucket(bucket.name())));
    denied(() -> s3.deleteBucket(it -> it.bucket(bucket.name())));
    S3Client root = cloud.s3With(AwsBasicCredentials.create("AKIAROOT1", "test"));
    root.deleteBucketPolicy(it -> it.bucket(bucket.name()));
    s3.deleteBucket(it -> it.bucket(bucket.name()));
  }

  @Test
  void a_policy_that_would_not_be_judged_is_not_taken() {
    TestBucket bucket = cloud.bucket("policy");
    Refusal.of(
        400,
        "MalformedPolicy",
        () ->
            deny(
                bucket,
                "\"s3:PutObject\"",
                ",\"Condition\":{\"StringEqual\":{\"aws:PrincipalArn\":\"a\"}}"));
    Refusal.of(
        400,
        "MalformedPolicy",
        () -> policy(bucket, "\"s3:PutObject\"", "\"arn:aws:s3:::another/*\"", ""));
    Refusal.of(404, "NoSuchBucketPolicy", () -> s3.getBucketPolicy(it -> it.bucket(bucket.name())));
  }

  @Test
  void a_public_policy_is_told_and_can_be_blocked() {
    TestBucket bucket = cloud.bucket("policy");
    String open =
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::%s/*\"}]}"
            .formatted(bucket.name());
    Refusal.of(
        404, "NoSuchBucketPolicy", () -> s3.getBucketPolicyStatus(it -> it.bucket(bucket.name())));
    denied(() -> s3.putBucketPolicy(it -> it.bucket(bucket.name()).policy(open)));
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

  private static void denied(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    Refusal.of(403, "AccessDenied", call);
  }
}
