package dev.waybill.baseline.control;

import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.desired.ScopeBucket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DefaultRetention;

/** Control of the raw bucket's default retention, which keeps sources from being deleted. */
public final class RawRetentionControl {
  private static final String NONE = "no default retention";

  private final S3Client s3;
  private final Deployment d;
  private final ScopeBucket bucket;

  public RawRetentionControl(S3Client s3, Deployment d, ScopeBucket bucket) {
    this.s3 = s3;
    this.d = d;
    this.bucket = bucket;
  }

  public ControlDefinition definition() {
    return new ControlDefinition(
        new Control(
            bucket.id() + ".retention",
            "Sources of promoted objects cannot be deleted while the bucket retains them by"
                + " default.",
            "AWS S3 user guide, Object Lock",
            "decide whether the objects must be retained; if not, aws s3api"
                + " put-object-lock-configuration without a rule for "
                + bucket.name()),
        List.of(bucket.id() + ".bucket"),
        this::read,
        this::reject);
  }

  private ControlState read() {
    return retention()
        .map(it -> new ControlState(false, describe(it), NONE))
        .orElseGet(() -> new ControlState(true, NONE, NONE));
  }

  private Optional<DefaultRetention> retention() {
    return NotFound.of(
            () ->
                s3.getObjectLockConfiguration(
                        it -> it.bucket(bucket.name()).expectedBucketOwner(d.account()))
                    .objectLockConfiguration(),
            Set.of("ObjectLockConfigurationNotFoundError"))
        .flatMap(it -> Optional.ofNullable(it.rule()))
        .flatMap(it -> Optional.ofNullable(it.defaultRetention()));
  }

  private static String describe(DefaultRetention retention) {
    String period =
        retention.days() == null ? retention.years() + " years" : retention.days() + " d";
    return retention.modeAsString() + " for " + period + " by default";
  }

  /** Removes no retention, because the bucket's owner may need it. */
  private void reject() {
    throw new UnmanagedResourceException(
        bucket.name()
            + " retains objects by default, and Waybill removes no protection; promoted sources"
            + " stay and end as source-retained");
  }
}
