package dev.waybill.localcloud.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of retention and legal holds. */
final class ObjectLockTest {
  private final Instant soon = Instant.now().plus(Duration.ofDays(1));
  private final Instant late = soon.plus(Duration.ofDays(1));

  @TempDir Path root;
  private ObjectStore store;
  private Bucket bucket;

  @BeforeEach
  void open() {
    store = ObjectStore.open(root, Clock.systemUTC());
    bucket = store.createBucket("bucket", true);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private StoredVersion locked(Retention.Mode mode) {
    NewVersion version = StoreFixture.version(bucket, "key", "text", new Retention(mode, soon));
    return bucket.put(version, WriteCondition.NONE, null);
  }

  private static void assertRejected(S3ErrorCode code, ThrowingCallable step) {
    assertThatThrownBy(step)
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void governanceRetentionCanBeBypassed() {
    String id = locked(Retention.Mode.GOVERNANCE).versionId();
    assertRejected(S3ErrorCode.ACCESS_DENIED, () -> bucket.delete("key", id, null, false, null));
    assertRejected(S3ErrorCode.ACCESS_DENIED, () -> bucket.setRetention("key", id, null, false));
    assertThat(bucket.delete("key", id, null, true, null).versionId()).isEqualTo(id);
    assertThat(bucket.find("key", id)).isNull();
  }

  @Test
  void complianceRetentionCanOnlyBeExtended() {
    String id = locked(Retention.Mode.COMPLIANCE).versionId();
    Retention shorter = new Retention(Retention.Mode.COMPLIANCE, soon.minusSeconds(1));
    Retention weaker = new Retention(Retention.Mode.GOVERNANCE, late);
    Retention longer = new Retention(Retention.Mode.COMPLIANCE, late);
    assertRejected(S3ErrorCode.ACCESS_DENIED, () -> bucket.delete("key", id, null, true, null));
    assertRejected(S3ErrorCode.ACCESS_DENIED, () -> bucket.setRetention("key", id, null, true));
    assertRejected(S3ErrorCode.ACCESS_DENIED, () -> bucket.setRetention("key", id, shorter, true));
    assertRejected(S3ErrorCode.ACCESS_DENIED, () -> bucket.setRetention("key", id, weaker, true));
    assertThat(bucket.setRetention("key", id, longer, false).retention()).isEqualTo(longer);
  }

  @Test
  void legalHoldProtectsUntilItIsReleased() {
    String id = StoreFixture.put(bucket, "key", "text").versionId();
    bucket.setLegalHold("key", id, true);
    assertRejected(S3ErrorCode.ACCESS_DENIED, () -> bucket.delete("key", id, null, true, null));
    bucket.setLegalHold("key", id, false);
    assertThat(bucket.delete("key", id, null, false, null).versionId()).isEqualTo(id);
  }

  @Test
  void retentionEndsAtItsDate() {
    String id = locked(Retention.Mode.COMPLIANCE).versionId();
    store.close();
    store = ObjectStore.open(root, Clock.fixed(late, ZoneOffset.UTC));
    bucket = store.bucket("bucket");
    assertThat(bucket.delete("key", id, null, false, null).versionId()).isEqualTo(id);
  }

  @Test
  void locksSurviveARestart() {
    String id = locked(Retention.Mode.COMPLIANCE).versionId();
    store.close();
    store = ObjectStore.open(root, Clock.systemUTC());
    bucket = store.bucket("bucket");
    assertRejected(S3ErrorCode.ACCESS_DENIED, () -> bucket.delete("key", id, null, true, null));
  }

  @Test
  void deleteMarkerIsUnprotectedAndItsRemovalRestoresTheVersion() {
    StoredVersion version = locked(Retention.Mode.COMPLIANCE);
    DeleteResult marker = bucket.delete("key", null, null, false, null);
    assertThat(bucket.find("key", null).deleteMarker()).isTrue();
    bucket.delete("key", marker.versionId(), null, false, null);
    assertThat(bucket.find("key", null)).isEqualTo(version);
  }

  @Test
  void versioningOfALockedBucketCannotBeSuspended() {
    assertRejected(
        S3ErrorCode.INVALID_BUCKET_STATE, () -> bucket.setVersioning(Versioning.SUSPENDED));
  }

  @Test
  void bucketWithoutObjectLockRejectsLocks() {
    Bucket plain = store.createBucket("plain", false);
    StoreFixture.put(plain, "key", "text");
    Retention retention = new Retention(Retention.Mode.GOVERNANCE, soon);
    assertRejected(
        S3ErrorCode.INVALID_REQUEST, () -> plain.setRetention("key", null, retention, false));
    assertRejected(S3ErrorCode.INVALID_REQUEST, () -> plain.setLegalHold("key", null, true));
  }
}
