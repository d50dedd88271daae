package dev.waybill.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class RawBucketLockTest {
  @Test
  void warnsOfDefaultRetention() {
    ObjectLockConfiguration lock =
        ObjectLockConfiguration.builder()
            .objectLockEnabled(ObjectLockEnabled.ENABLED)
            .rule(
                rule ->
                    rule.defaultRetention(
                        it -> it.mode(ObjectLockRetentionMode.GOVERNANCE).days(30)))
            .build();

    assertThat(RawBucketLock.warning(new LockedBucket(lock, 200), "raw"))
        .hasValueSatisfying(
            it -> assertThat(it).contains("waybill.raw.bucket: raw", "30 days", "source-retained"));
  }

  @Test
  void acceptsLockWithoutDefaultRetention() {
    ObjectLockConfiguration lock =
        ObjectLockConfiguration.builder().objectLockEnabled(ObjectLockEnabled.ENABLED).build();

    assertThat(RawBucketLock.warning(new LockedBucket(lock, 200), "raw")).isEmpty();
  }

  @Test
  void acceptsBucketWithoutLock() {
    assertThat(RawBucketLock.warning(new LockedBucket(null, 404), "raw")).isEmpty();
  }

  @Test
  void namesSettingWhenLockMayNotBeRead() {
    assertThatThrownBy(() -> RawBucketLock.warning(new LockedBucket(null, 403), "raw"))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("waybill.raw.bucket");
  }

  private record LockedBucket(@Nullable ObjectLockConfiguration lock, int status)
      implements S3Client {
    @Override
    public GetObjectLockConfigurationResponse getObjectLockConfiguration(
        GetObjectLockConfigurationRequest request) {
      if (status != 200) {
        throw S3Exception.builder().statusCode(status).message("no lock").build();
      }
      return GetObjectLockConfigurationResponse.builder().objectLockConfiguration(lock).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
