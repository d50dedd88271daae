package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.TestBucket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Contract of Object Lock: a retained version can be neither deleted nor released early. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ObjectLockContractIT {
  private final CloudUnderTest cloud;
  private final S3Client s3;
  private final TestBucket bucket;
  private final Instant until =
      Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);

  ObjectLockContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
    this.bucket = lockedBucket(cloud);
  }

  @Test
  void aBucketCreatedWithObjectLockHasVersioningAndADefaultRetention() {
    TestBucket locked = lockedBucket(cloud);
    lockByDefault(locked, ObjectLockRetentionMode.GOVERNANCE);
    assertThat(
            s3.getObjectLockConfiguration(it -> it.bucket(locked.name()))
                .objectLockConfiguration()
                .rule()
                .defaultRetention()
                .days())
        .isEqualTo(1);
    assertThat(s3.getBucketVersioning(it -> it.bucket(locked.name())).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
    locked.put("default", "x");
    HeadObjectResponse head = locked.head("default");
    assertThat(head.objectLockMode()).isEqualTo(ObjectLockMode.GOVERNANCE);
    assertThat(head.objectLockRetainUntilDate())
        .isBetween(
            Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(25)));
  }

  @Test
  void retentionOfAPutMayBeShorterAndMilderThanTheDefault() {
    TestBucket locked = lockedBucket(cloud);
    lockByDefault(locked, ObjectLockRetentionMode.COMPLIANCE);
    Instant soon = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
    s3.putObject(
        it ->
            it.bucket(locked.name())
                .key("temporary")
                .objectLockMode(ObjectLockMode.GOVERNANCE)
                .objectLockRetainUntilDate(soon),
        RequestBody.fromString("x"));
    assertThat(locked.head("temporary").objectLockMode()).isEqualTo(ObjectLockMode.GOVERNANCE);
    assertThat(locked.head("temporary").objectLockRetainUntilDate()).isEqualTo(soon);
  }

  @Test
  void retentionOfAPutIsReported() {
    putRetained("asked", ObjectLockMode.COMPLIANCE);
    HeadObjectResponse head = bucket.head("asked");
    assertThat(head.objectLockMode()).isEqualTo(ObjectLockMode.COMPLIANCE);
    assertThat(head.objectLockRetainUntilDate()).isEqualTo(until);
    assertThat(
            s3.getObjectRetention(it -> it.bucket(bucket.name()).key("asked")).retention().mode())
        .isEqualTo(ObjectLockRetentionMode.COMPLIANCE);
  }

  @Test
  void retentionCanBeAddedLaterAndOnlyExtended() {
    bucket.put("later", "x");
    retain("later", until);
    assertThat(
            s3.getObjectRetention(it -> it.bucket(bucket.name()).key("later"))
                .retention()
                .retainUntilDate())
        .isEqualTo(until);
    ExpectedError.of(403, "AccessDenied", () -> retain("later", Instant.now().plusSeconds(60)));
    retain("later", until.plusSeconds(60));
  }

  @Test
  void aVersionInComplianceModeIsNotDeletedEvenWithBypass() {
    String version = putRetained("compliance", ObjectLockMode.COMPLIANCE);
    ExpectedError.of(403, "AccessDenied", () -> deleteVersion("compliance", version, false));
    ExpectedError.of(403, "AccessDenied", () -> deleteVersion("compliance", version, true));
    assertThat(bucket.get("compliance", version)).isEqualTo("x");
  }

  @Test
  void aVersionInGovernanceModeIsDeletedOnlyWithBypass() {
    String version = putRetained("governance", ObjectLockMode.GOVERNANCE);
    ExpectedError.of(403, "AccessDenied", () -> deleteVersion("governance", version, false));
    deleteVersion("governance", version, true);
    ExpectedError.of(404, () -> bucket.head("governance"));
  }

  @Test
  void aBatchDeleteReportsTheRetainedVersion() {
    String version = putRetained("batch", ObjectLockMode.COMPLIANCE);
    DeleteObjectsResponse answer =
        s3.deleteObjects(
            it ->
                it.bucket(bucket.name())
                    .delete(
                        list ->
                            list.objects(
                                ObjectIdentifier.builder()
                                    .applyMutation(id -> id.key("batch").versionId(version))
                                    .build())));
    assertThat(answer.deleted()).isEmpty();
    assertThat(answer.errors()).extracting(S3Error::code).containsExactly("AccessDenied");
  }

  @Test
  void aRetainedObjectCanGetADeleteMarker() {
    String version = putRetained("hidden", ObjectLockMode.COMPLIANCE);
    bucket.delete("hidden");
    ExpectedError.of(404, () -> bucket.head("hidden"));
    assertThat(bucket.get("hidden", version)).isEqualTo("x");
  }

  @Test
  void aLegalHoldProtectsAVersionUntilItsRelease() {
    String version = bucket.put("held", "x").versionId();
    hold("held", ObjectLockLegalHoldStatus.ON);
    assertThat(bucket.head("held").objectLockLegalHoldStatus())
        .isEqualTo(ObjectLockLegalHoldStatus.ON);
    ExpectedError.of(403, "AccessDenied", () -> deleteVersion("held", version, true));
    hold("held", ObjectLockLegalHoldStatus.OFF);
    deleteVersion("held", version, false);
    ExpectedError.of(404, () -> bucket.head("held"));
  }

  @Test
  void aLegalHoldIsReportedOnceItWasSet() {
    bucket.put("never-held", "x");
    assertThat(bucket.head("never-held").objectLockLegalHoldStatus()).isNull();
    ExpectedError.of(404, "NoSuchObjectLockConfiguration", () -> legalHold("never-held"));
    hold("never-held", ObjectLockLegalHoldStatus.ON);
    assertThat(legalHold("never-held")).isEqualTo(ObjectLockLegalHoldStatus.ON);
    hold("never-held", ObjectLockLegalHoldStatus.OFF);
    assertThat(legalHold("never-held")).isEqualTo(ObjectLockLegalHoldStatus.OFF);
    assertThat(bucket.head("never-held").objectLockLegalHoldStatus())
        .isEqualTo(ObjectLockLegalHoldStatus.OFF);
  }

  @Test
  void retentionNeedsABucketWithObjectLock() {
    cloud.assumeWithout(EmulatorLimit.RETENTION_WITHOUT_LOCK);
    TestBucket plain = cloud.versionedBucket("unlocked");
    ExpectedError.of(
        400,
        "InvalidRequest",
        () ->
            s3.putObject(
                it ->
                    it.bucket(plain.name())
                        .key("a")
                        .objectLockMode(ObjectLockMode.GOVERNANCE)
                        .objectLockRetainUntilDate(until),
                RequestBody.fromString("x")));
  }

  @Test
  void versioningOfALockedBucketIsNotSuspended() {
    TestBucket locked = lockedBucket(cloud);
    ExpectedError.of(
        409, "InvalidBucketState", () -> locked.version(BucketVersioningStatus.SUSPENDED));
  }

  @Test
  void objectLockCanBeEnabledLaterOnAVersionedBucket() {
    TestBucket later = cloud.versionedBucket("later");
    lockByDefault(later, ObjectLockRetentionMode.GOVERNANCE);
    later.put("kept", "x");
    assertThat(later.head("kept").objectLockMode()).isEqualTo(ObjectLockMode.GOVERNANCE);
    TestBucket plain = cloud.bucket("plain");
    ExpectedError.of(
        409, "InvalidBucketState", () -> lockByDefault(plain, ObjectLockRetentionMode.GOVERNANCE));
  }

  private void lockByDefault(TestBucket to, ObjectLockRetentionMode mode) {
    s3.putObjectLockConfiguration(
        it ->
            it.bucket(to.name())
                .objectLockConfiguration(
                    lock ->
                        lock.objectLockEnabled(ObjectLockEnabled.ENABLED)
                            .rule(rule -> rule.defaultRetention(by -> by.mode(mode).days(1)))));
  }

  private static TestBucket lockedBucket(CloudUnderTest cloud) {
    TestBucket locked = new TestBucket(cloud.s3(), cloud.uniqueName("lock"));
    cloud.s3().createBucket(it -> it.bucket(locked.name()).objectLockEnabledForBucket(true));
    return locked;
  }

  private String putRetained(String key, ObjectLockMode mode) {
    return s3.putObject(
            it ->
                it.bucket(bucket.name())
                    .key(key)
                    .objectLockMode(mode)
                    .objectLockRetainUntilDate(until),
            RequestBody.fromString("x"))
        .versionId();
  }

  private void retain(String key, Instant until) {
    s3.putObjectRetention(
        it ->
            it.bucket(bucket.name())
                .key(key)
                .retention(
                    retention ->
                        retention.mode(ObjectLockRetentionMode.COMPLIANCE).retainUntilDate(until)));
  }

  private ObjectLockLegalHoldStatus legalHold(String key) {
    return s3.getObjectLegalHold(it -> it.bucket(bucket.name()).key(key)).legalHold().status();
  }

  private void hold(String key, ObjectLockLegalHoldStatus status) {
    s3.putObjectLegalHold(
        it -> it.bucket(bucket.name()).key(key).legalHold(hold -> hold.status(status)));
  }

  private void deleteVersion(String key, String version, boolean bypass) {
    s3.deleteObject(
        it ->
            it.bucket(bucket.name())
                .key(key)
                .versionId(version)
                .bypassGovernanceRetention(bypass ? true : null));
  }
}
