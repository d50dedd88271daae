package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.TestBucket;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

/** Contract of reads of a version by a caller that lacks a right. */
@ExtendWith(CloudExtension.class)
final class ReadRightsContractIT {
  private static final String KEY = "key";
  private static final String ABSENT = "A".repeat(32);

  private final CloudUnderTest cloud;
  private final S3Client s3;
  private TestBucket bucket;
  private String version;

  ReadRightsContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
  }

  @BeforeEach
  void createLockedVersion() {
    cloud.assumeWithout(EmulatorLimit.POLICIES_NOT_ENFORCED);
    bucket = new TestBucket(s3, cloud.uniqueName("rights"));
    s3.createBucket(it -> it.bucket(bucket.name()).objectLockEnabledForBucket(true));
    version =
        s3.putObject(
                it ->
                    it.bucket(bucket.name())
                        .key(KEY)
                        .tagging("a=1")
                        .objectLockMode(ObjectLockMode.GOVERNANCE)
                        .objectLockRetainUntilDate(Instant.now().plus(Duration.ofHours(1)))
                        .objectLockLegalHoldStatus(ObjectLockLegalHoldStatus.ON),
                RequestBody.fromString("x"))
            .versionId();
  }

  @Test
  void eachReadOfVersionNeedsTheActionForVersions() {
    deny("s3:GetObject", "s3:GetObjectTagging", "s3:GetObjectAttributes", "s3:GetObjectAcl");
    head(version);
    attributes(version);
    tags(version);
    acl(version);
    deny("s3:GetObjectVersion");
    assertForbidden(() -> head(version));
    assertForbidden(() -> bucket.get(KEY, version));
    assertForbidden(() -> attributes(version));
    deny("s3:GetObjectVersionAttributes");
    assertForbidden(() -> attributes(version));
    deny("s3:GetObjectVersionTagging");
    assertForbidden(() -> tags(version));
    deny("s3:GetObjectVersionAcl");
    assertForbidden(() -> acl(version));
    deny("s3:GetObjectRetention");
    assertForbidden(
        () -> s3.getObjectRetention(it -> it.bucket(bucket.name()).key(KEY).versionId(version)));
    deny("s3:GetObjectLegalHold");
    assertForbidden(
        () -> s3.getObjectLegalHold(it -> it.bucket(bucket.name()).key(KEY).versionId(version)));
  }

  @Test
  void headLeavesOutTheLockAndTheTagsThatTheCallerMayNotRead() {
    HeadObjectResponse all = head(version);
    assertThat(all.objectLockMode()).isEqualTo(ObjectLockMode.GOVERNANCE);
    assertThat(all.objectLockLegalHoldStatus()).isEqualTo(ObjectLockLegalHoldStatus.ON);
    assertThat(all.tagCount()).isEqualTo(1);
    deny("s3:GetObjectRetention");
    HeadObjectResponse held = head(version);
    assertThat(held.objectLockMode()).isNull();
    assertThat(held.objectLockRetainUntilDate()).isNull();
    assertThat(held.objectLockLegalHoldStatus()).isEqualTo(ObjectLockLegalHoldStatus.ON);
    deny("s3:GetObjectLegalHold", "s3:GetObjectVersionTagging");
    HeadObjectResponse retained = head(version);
    assertThat(retained.objectLockMode()).isEqualTo(ObjectLockMode.GOVERNANCE);
    assertThat(retained.objectLockLegalHoldStatus()).isNull();
    assertThat(retained.tagCount()).isNull();
  }

  @Test
  void absenceIsToldOnlyToCallersThatMayList() {
    ExpectedError.of(404, "NoSuchKey", () -> bucket.get("absent"));
    ExpectedError.of(404, "NoSuchVersion", () -> bucket.get(KEY, ABSENT));
    denyOn("arn:aws:s3:::" + bucket.name(), "s3:ListBucket");
    assertForbidden(() -> bucket.get("absent"));
    assertForbidden(() -> bucket.get(KEY, ABSENT));
    ExpectedError.of(403, () -> bucket.head("absent"));
    assertThat(bucket.get(KEY, version)).isEqualTo("x");
    bucket.delete(KEY);
    assertForbidden(() -> bucket.get(KEY));
    assertThat(bucket.get(KEY, version)).isEqualTo("x");
  }

  private HeadObjectResponse head(String of) {
    return s3.headObject(it -> it.bucket(bucket.name()).key(KEY).versionId(of));
  }

  private void attributes(String of) {
    s3.getObjectAttributes(
        it ->
            it.bucket(bucket.name())
                .key(KEY)
                .versionId(of)
                .objectAttributes(ObjectAttributes.OBJECT_SIZE));
  }

  private void tags(String of) {
    s3.getObjectTagging(it -> it.bucket(bucket.name()).key(KEY).versionId(of));
  }

  private void acl(String of) {
    s3.getObjectAcl(it -> it.bucket(bucket.name()).key(KEY).versionId(of));
  }

  private void deny(String... actions) {
    denyOn("arn:aws:s3:::" + bucket.name() + "/*", actions);
  }

  private void denyOn(String resource, String... actions) {
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
          "Action":["%s"],"Resource":"%s"}]}
        """
            .formatted(String.join("\",\"", actions), resource);
    s3.putBucketPolicy(it -> it.bucket(bucket.name()).policy(policy));
  }

  private static void assertForbidden(ThrowingCallable call) {
    ExpectedError.of(403, call);
  }
}
