package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.Limit;
import dev.waybill.testing.TestBucket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Whose bucket a caller takes it for has to be true. */
@ExtendWith(CloudExtension.class)
final class OwnerContractIT {
  private static final String ACCOUNT = "000000000000";
  private static final String STRANGER = "999999999999";

  private final CloudUnderTest cloud;
  private final S3Client s3;

  OwnerContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
  }

  @BeforeEach
  void needsOwnersThatCount() {
    cloud.assumeWithout(Limit.OWNER_UNCHECKED);
  }

  @Test
  void a_strangers_bucket_is_neither_read_written_nor_configured() {
    TestBucket bucket = cloud.bucket("owner");
    bucket.put("a", "x");
    String name = bucket.name();
    Refusal.of(
        403,
        "AccessDenied",
        () ->
            s3.putObject(
                it -> it.bucket(name).key("b").expectedBucketOwner(STRANGER),
                RequestBody.fromString("x")));
    Refusal.of(
        403,
        "AccessDenied",
        () -> s3.getObjectAsBytes(it -> it.bucket(name).key("a").expectedBucketOwner(STRANGER)));
    Refusal.of(
        403,
        "AccessDenied",
        () -> s3.listObjectsV2(it -> it.bucket(name).expectedBucketOwner(STRANGER)));
    Refusal.of(
        403,
        "AccessDenied",
        () -> s3.getBucketPolicy(it -> it.bucket(name).expectedBucketOwner(STRANGER)));
    Refusal.of(
        403,
        "AccessDenied",
        () -> s3.deleteBucket(it -> it.bucket(name).expectedBucketOwner(STRANGER)));
    Refusal.of(403, () -> s3.headBucket(it -> it.bucket(name).expectedBucketOwner(STRANGER)));
    s3.headBucket(it -> it.bucket(name).expectedBucketOwner(ACCOUNT));
    assertThat(s3.listObjectsV2(it -> it.bucket(name)).contents()).hasSize(1);
  }

  @Test
  void a_copy_knows_the_owner_of_its_source() {
    TestBucket bucket = cloud.bucket("owner");
    bucket.put("a", "x");
    copy(bucket.name(), ACCOUNT);
    Refusal.of(403, "AccessDenied", () -> copy(bucket.name(), STRANGER));
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
