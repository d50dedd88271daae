package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.TestBucket;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.Tag;

/** Contract of buckets: creation, configuration, deletion and error codes. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BucketContractIT {
  private final CloudUnderTest cloud;
  private final S3Client s3;
  private final TestBucket bucket;

  BucketContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
    this.bucket = cloud.bucket("bucket");
  }

  @Test
  void aCreatedBucketExistsAndHasALocation() {
    s3.headBucket(it -> it.bucket(bucket.name()));
    assertThat(s3.listBuckets().buckets()).extracting(Bucket::name).contains(bucket.name());
    // us-east-1 has no location constraint.
    assertThat(s3.getBucketLocation(it -> it.bucket(bucket.name())).locationConstraintAsString())
        .isIn(null, "", "us-east-1");
  }

  @Test
  void missingObjectsAndBucketsHaveTheirOwnErrorCodes() {
    ExpectedError.of(404, "NoSuchKey", () -> bucket.get("absent"));
    ExpectedError.of(404, () -> bucket.head("absent"));
    ExpectedError.of(
        404, "NoSuchBucket", () -> s3.listObjectsV2(it -> it.bucket(cloud.uniqueName("absent"))));
    ExpectedError.of(404, () -> s3.headBucket(it -> it.bucket(cloud.uniqueName("absent"))));
  }

  @Test
  void aBucketWithObjectsIsNotDeleted() {
    TestBucket full = cloud.bucket("full");
    full.put("a", "x");
    ExpectedError.of(409, "BucketNotEmpty", () -> s3.deleteBucket(it -> it.bucket(full.name())));
    full.delete("a");
    s3.deleteBucket(it -> it.bucket(full.name()));
    ExpectedError.of(404, () -> s3.headBucket(it -> it.bucket(full.name())));
  }

  @Test
  void aBucketPolicyIsStoredAndDeleted() {
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\","
            + "\"Action\":\"s3:DeleteBucket\",\"Resource\":\"arn:aws:s3:::"
            + bucket.name()
            + "\"}]}";
    s3.putBucketPolicy(it -> it.bucket(bucket.name()).policy(policy));
    assertThat(s3.getBucketPolicy(it -> it.bucket(bucket.name())).policy()).contains("Deny");
    s3.deleteBucketPolicy(it -> it.bucket(bucket.name()));
    ExpectedError.of(
        404, "NoSuchBucketPolicy", () -> s3.getBucketPolicy(it -> it.bucket(bucket.name())));
  }

  @Test
  void aLifecycleIsStored() {
    s3.putBucketLifecycleConfiguration(
        it ->
            it.bucket(bucket.name())
                .lifecycleConfiguration(
                    cycle ->
                        cycle.rules(
                            LifecycleRule.builder()
                                .applyMutation(
                                    rule ->
                                        rule.id("a")
                                            .status("Enabled")
                                            .filter(filter -> filter.prefix("tmp/"))
                                            .expiration(after -> after.days(1)))
                                .build())));
    assertThat(s3.getBucketLifecycleConfiguration(it -> it.bucket(bucket.name())).rules())
        .hasSize(1);
  }

  @Test
  void aLifecycleRuleWithATagDeletesNoncurrentVersions() {
    putRule(rule -> rule.noncurrentVersionExpiration(after -> after.noncurrentDays(1)));
    assertThat(s3.getBucketLifecycleConfiguration(it -> it.bucket(bucket.name())).rules())
        .singleElement()
        .satisfies(it -> assertThat(it.filter().and().tags()).hasSize(1));
  }

  @Test
  void aLifecycleRuleWithATagAbortsNoUploads() {
    cloud.assumeWithout(EmulatorLimit.LIFECYCLE_TAGS_NOT_CHECKED);
    ExpectedError.of(
        400,
        "InvalidRequest",
        () ->
            putRule(rule -> rule.abortIncompleteMultipartUpload(it -> it.daysAfterInitiation(7))));
  }

  private void putRule(UnaryOperator<LifecycleRule.Builder> action) {
    LifecycleRule.Builder rule =
        LifecycleRule.builder()
            .id("tagged")
            .status("Enabled")
            .filter(
                filter ->
                    filter.and(
                        and ->
                            and.prefix("tmp/")
                                .tags(Tag.builder().key("kept").value("no").build())));
    s3.putBucketLifecycleConfiguration(
        it ->
            it.bucket(bucket.name())
                .lifecycleConfiguration(cycle -> cycle.rules(action.apply(rule).build())));
  }

  @Test
  void thePublicAccessBlockIsStored() {
    PublicAccessBlockConfiguration block =
        PublicAccessBlockConfiguration.builder()
            .blockPublicAcls(true)
            .blockPublicPolicy(true)
            .ignorePublicAcls(true)
            .restrictPublicBuckets(true)
            .build();
    s3.putPublicAccessBlock(it -> it.bucket(bucket.name()).publicAccessBlockConfiguration(block));
    assertThat(
            s3.getPublicAccessBlock(it -> it.bucket(bucket.name()))
                .publicAccessBlockConfiguration())
        .isEqualTo(block);
  }

  @Test
  void bucketTagsAreStored() {
    Tag tag = Tag.builder().key("a").value("b").build();
    s3.putBucketTagging(it -> it.bucket(bucket.name()).tagging(tags -> tags.tagSet(tag)));
    assertThat(s3.getBucketTagging(it -> it.bucket(bucket.name())).tagSet()).containsExactly(tag);
  }

  @Test
  void corsIsStored() {
    s3.putBucketCors(
        it ->
            it.bucket(bucket.name())
                .corsConfiguration(
                    cors ->
                        cors.corsRules(
                            CORSRule.builder()
                                .applyMutation(
                                    rule -> rule.allowedMethods("GET").allowedOrigins("*"))
                                .build())));
    assertThat(s3.getBucketCors(it -> it.bucket(bucket.name())).corsRules()).hasSize(1);
  }

  @Test
  void ownershipControlsAreStored() {
    s3.putBucketOwnershipControls(
        it ->
            it.bucket(bucket.name())
                .ownershipControls(
                    controls ->
                        controls.rules(
                            OwnershipControlsRule.builder()
                                .applyMutation(
                                    rule ->
                                        rule.objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED))
                                .build())));
    assertThat(
            s3.getBucketOwnershipControls(it -> it.bucket(bucket.name()))
                .ownershipControls()
                .rules())
        .hasSize(1);
  }

  @Test
  void accessLoggingIsStored() {
    s3.putBucketLogging(
        it ->
            it.bucket(bucket.name())
                .bucketLoggingStatus(
                    status ->
                        status.loggingEnabled(
                            log -> log.targetBucket(bucket.name()).targetPrefix("log/"))));
    assertThat(s3.getBucketLogging(it -> it.bucket(bucket.name())).loggingEnabled().targetPrefix())
        .isEqualTo("log/");
  }

  @Test
  void theAclBucketOwnerFullControlIsAccepted() {
    s3.putObject(
        it -> it.bucket(bucket.name()).key("acl").acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL),
        RequestBody.fromString("x"));
    assertThat(bucket.get("acl")).isEqualTo("x");
  }

  @Test
  void everyResponseHasARequestId() {
    assertThat(bucket.put("id", "x").responseMetadata().requestId()).isNotIn(null, "", "UNKNOWN");
  }

  @Test
  void aWrongSecretIsRejected() {
    cloud.assumeWithout(EmulatorLimit.HEADER_SIGNATURES_NOT_CHECKED);
    AwsBasicCredentials wrong =
        AwsBasicCredentials.create(cloud.credentials().accessKeyId(), "wrong");
    ExpectedError.of(403, "SignatureDoesNotMatch", () -> cloud.s3With(wrong).listBuckets());
  }
}
