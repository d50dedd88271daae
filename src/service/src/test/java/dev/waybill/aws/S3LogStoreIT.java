package dev.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.LogStoreContract;
import dev.waybill.log.NewObject;
import dev.waybill.provenance.RetentionRenewal;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.settings.ProvenanceSettings;
import dev.waybill.settings.ProvenanceSettings.RetentionMode;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestBucket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** Contract of the log store, tested with S3 in a bucket whose default retention is a year. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class S3LogStoreIT extends LogStoreContract {
  private static final Duration RETENTION = Duration.ofDays(30);

  private final CloudUnderTest cloud;
  private static final Duration YEAR = Duration.ofDays(365);

  private final TestBucket bucket;
  private final S3LogStore store;
  private final S3LogStore absent;

  S3LogStoreIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    bucket = new TestBucket(cloud.s3(), cloud.uniqueName("log"));
    lockForAYear();
    store = store(RetentionMode.GOVERNANCE);
    absent =
        new S3LogStore(
            cloud.s3(),
            new ProvenanceSettings(
                "wb-nowhere-at-all", RETENTION, RetentionMode.GOVERNANCE, Duration.ZERO));
  }

  private void lockForAYear() {
    cloud.s3().createBucket(it -> it.bucket(bucket.name()).objectLockEnabledForBucket(true));
    cloud
        .s3()
        .putObjectLockConfiguration(
            it ->
                it.bucket(bucket.name())
                    .objectLockConfiguration(
                        lock ->
                            lock.objectLockEnabled(ObjectLockEnabled.ENABLED)
                                .rule(
                                    rule ->
                                        rule.defaultRetention(
                                            by ->
                                                by.mode(ObjectLockRetentionMode.COMPLIANCE)
                                                    .days(365)))));
  }

  private S3LogStore store(RetentionMode mode) {
    return new S3LogStore(
        cloud.s3(), new ProvenanceSettings(bucket.name(), RETENTION, mode, Duration.ZERO));
  }

  @AfterAll
  void closeStores() {
    store.close();
    absent.close();
  }

  @Override
  protected LogStore store() {
    return store;
  }

  @Override
  protected LogStore rejecting() {
    return absent;
  }

  @ParameterizedTest
  @EnumSource(RetentionMode.class)
  void retainsEvidenceForLongAndTemporaryObjectsForAnHour(RetentionMode mode) {
    String kept = LogPaths.VKEYS + mode;
    String temporary = LogPaths.LOCK + mode;
    try (S3LogStore writer = store(mode)) {
      writer.create(kept, new byte[] {1}, Keeping.RETAINED);
      writer.replace(temporary, new byte[] {1}, null, Keeping.TEMPORARY);
    }

    assertRetained(kept, mode, RETENTION);
    assertRetained(temporary, mode, Duration.ofHours(1));
  }

  @Test
  void renewsRetentionOfTileThatIsReadAndOfNoOtherObject() {
    String tile = LogPaths.TILES + "0/x001/234";
    String other = LogPaths.VKEYS + "-unrenewed";
    store.createAll(
        List.of(
            new NewObject(tile, new byte[] {1}, Keeping.RETAINED),
            new NewObject(other, new byte[] {1}, Keeping.RETAINED)));
    RetentionRenewal renewal =
        new RetentionRenewal(
            YEAR,
            YEAR.dividedBy(2),
            new S3Retention(cloud.s3(), bucket.name()),
            RetentionRenewal.Listener.NONE,
            Clock.systemUTC());
    ProvenanceSettings settings =
        new ProvenanceSettings(bucket.name(), RETENTION, RetentionMode.GOVERNANCE, Duration.ZERO);
    try (S3LogStore reader = new S3LogStore(cloud.s3(), settings, renewal)) {
      assertThat(reader.findAll(List.of(tile, other))).allMatch(Optional::isPresent);
    }

    assertRetained(tile, RetentionMode.GOVERNANCE, YEAR);
    assertRetained(other, RetentionMode.GOVERNANCE, RETENTION);
  }

  private void assertRetained(String key, RetentionMode mode, Duration retention) {
    HeadObjectResponse head = bucket.head(key);
    assertThat(head.objectLockModeAsString()).isEqualTo(mode.name());
    assertThat(head.objectLockRetainUntilDate())
        .isBetween(
            Instant.now().plus(retention).minus(Duration.ofMinutes(5)),
            Instant.now().plus(retention).plus(Duration.ofMinutes(5)));
    assertThat(head.checksumSHA256()).isNotNull();
  }

  @Test
  void acceptsOwnPutThatIsSentTwice() {
    String key = LogPaths.PENDING + "sent/twice";
    String eTag = store.replace(key, new byte[] {1}, null, Keeping.TEMPORARY).orElseThrow();

    assertThat(store.replace(key, new byte[] {1}, null, Keeping.TEMPORARY)).contains(eTag);
  }

  @Test
  void rejectsObjectThatIsLargerThanAnyOfTheLog() {
    String key = LogPaths.PENDING + "large/1";
    bucket.put(key, RequestBody.fromBytes(new byte[S3LogStore.MAX_BYTES + 1]));

    assertThatThrownBy(() -> store.find(key))
        .isInstanceOf(InvalidLogException.class)
        .hasMessage("log/pending/large/1 is larger than 64 MiB");
  }

  @Test
  void reportsMissingBucketAsFailureOfDeployment() {
    assertThatThrownBy(() -> absent.find(LogPaths.CHECKPOINT))
        .isInstanceOf(ArchiveException.class)
        .hasMessage("the provenance bucket answered 404 NoSuchBucket");
    assertThatThrownBy(() -> absent.create(LogPaths.LOCK, new byte[1], Keeping.TEMPORARY))
        .isInstanceOf(ArchiveException.class);
  }
}
