package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.TestBucket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Contract of the expected bucket owner of a request. */
@ExtendWith(CloudExtension.class)
final class OwnerContractIT {
  private static final String ACCOUNT = "000000000000";
  private static final String OTHER_ACCOUNT = "999999999999";

  private final CloudUnderTest cloud;
  private final S3Client s3;

  OwnerContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
  }

  @BeforeEach
  void requireOwnerChecks() {
    cloud.assumeWithout(EmulatorLimit.OWNER_NOT_CHECKED);
  }

  @Test
  void callsWithAnotherExpectedOwnerAreRejected() {
    TestBucket bucket = cloud.bucket("owner");
    bucket.put("a", "x");
    String name = bucket.name();
    ExpectedError.of(
        403,
        "AccessDenied",
        () ->
            s3.putObject(
                it -> it.bucket(name).key("b").expectedBucketOwner(OTHER_ACCOUNT),
                RequestBody.fromString("x")));
    ExpectedError.of(
        403,
        "AccessDenied",
        () ->
            s3.getObjectAsBytes(it -> it.bucket(name).key("a").expectedBucketOwner(OTHER_ACCOUNT)));
    ExpectedError.of(
        403,
        "AccessDenied",
        () -> s3.listObjectsV2(it -> it.bucket(name).expectedBucketOwner(OTHER_ACCOUNT)));
    ExpectedError.of(
        403,
        "AccessDenied",
        () -> s3.getBucketPolicy(it -> it.bucket(name).expectedBucketOwner(OTHER_ACCOUNT)));
    ExpectedError.of(
        403,
        "AccessDenied",
        () -> s3.deleteBucket(it -> it.bucket(name).expectedBucketOwner(OTHER_ACCOUNT)));
    ExpectedError.of(
        403, () -> s3.headBucket(it -> it.bucket(name).expectedBucketOwner(OTHER_ACCOUNT)));
    s3.headBucket(it -> it.bucket(name).expectedBucketOwner(ACCOUNT));
    assertThat(s3.listObjectsV2(it -> it.bucket(name)).contents()).hasSize(1);
  }

  @Test
  void aCopyWithAnotherExpectedSourceOwnerIsRejected() {
    TestBucket bucket = cloud.bucket("owner");
    bucket.put("a", "x");
    copy(bucket.name(), ACCOUNT);
    ExpectedError.of(403, "AccessDenied", () -> copy(bucket.name(), OTHER_ACCOUNT));
  }

  private void copy(String bucket, String owner) {
    s3.copyObject(
        it ->
            it.sourceBucket(bucket)
                .sourceKey("a")
                .destinationBucket(bucket)
                .destinationKey("copy")
                .expectedSourceBucketOwner(owner));
  }
}
