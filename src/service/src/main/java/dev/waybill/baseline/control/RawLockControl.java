package dev.waybill.baseline.control;

import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.desired.ScopeBucket;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;

/**
 * Control of the Object Lock of the raw bucket, for promoted versions with a retention. The bucket
 * needs no default retention, under which no source could be removed.
 */
public final class RawLockControl {
  private static final String ON = "on";

  private final S3Client s3;
  private final Deployment d;
  private final ScopeBucket bucket;

  public RawLockControl(S3Client s3, Deployment d, ScopeBucket bucket) {
    this.s3 = s3;
    this.d = d;
    this.bucket = bucket;
  }

  public ControlDefinition definition() {
    return new ControlDefinition(
        new Control(
            bucket.id() + ".object-lock",
            "Without Object Lock, S3 rejects the retention of promoted versions.",
            "Security Hub S3.15, AWS S3 user guide, Object Lock",
            "aws s3api put-object-lock-configuration with ObjectLockEnabled and without a rule"),
        List.of(bucket.id() + ".versioning"),
        this::read,
        this::apply);
  }

  private ControlState read() {
    boolean on =
        NotFound.of(
                () ->
                    s3.getObjectLockConfiguration(
                            it -> it.bucket(bucket.name()).expectedBucketOwner(d.account()))
                        .objectLockConfiguration(),
                Set.of("ObjectLockConfigurationNotFoundError"))
            .filter(it -> it.objectLockEnabled() == ObjectLockEnabled.ENABLED)
            .isPresent();
    return ControlState.of(on ? ON : "off", ON);
  }

  private void apply() {
    s3.putObjectLockConfiguration(
        it ->
            it.bucket(bucket.name())
                .expectedBucketOwner(d.account())
                .objectLockConfiguration(to -> to.objectLockEnabled(ObjectLockEnabled.ENABLED)));
  }
}
