package dev.waybill.startup;

import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRule;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Object Lock of the raw bucket, which promoted versions may need and sources must not have. */
final class RawBucketLock {
  private RawBucketLock() {}

  static boolean isEnabled(S3Client s3, String bucket) {
    return lock(s3, bucket)
        .filter(it -> it.objectLockEnabled() == ObjectLockEnabled.ENABLED)
        .isPresent();
  }

  /** Returns a warning when every object of the bucket is retained by default. */
  static Optional<String> warning(S3Client s3, String bucket) {
    return lock(s3, bucket)
        .map(ObjectLockConfiguration::rule)
        .map(ObjectLockRule::defaultRetention)
        .map(
            retention ->
                "waybill.raw.bucket: "
                    + bucket
                    + " retains every object by default for "
                    + period(retention)
                    + ", so S3 denies to delete promoted sources: they end as source-retained and"
                    + " stay under the incoming prefix; remove the default retention rule to let"
                    + " Waybill move objects");
  }

  private static String period(DefaultRetention retention) {
    return retention.days() == null ? retention.years() + " years" : retention.days() + " days";
  }

  private static Optional<ObjectLockConfiguration> lock(S3Client s3, String bucket) {
    try {
      return Optional.ofNullable(
          s3.getObjectLockConfiguration(get -> get.bucket(bucket)).objectLockConfiguration());
    } catch (S3Exception e) {
      // A bucket without Object Lock answers 404.
      if (e.statusCode() == 404) {
        return Optional.empty();
      }
      throw Preconditions.denied("waybill.raw.bucket", bucket, e);
    }
  }
}
