package dev.waybill.baseline.control;

import dev.waybill.baseline.desired.Deployment;
import dev.waybill.settings.ProvenanceSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** Control of the Object Lock of the provenance bucket, which is never weakened. */
public final class LockControl {
  private static final int DAYS_PER_YEAR = 365;

  private final S3Client s3;
  private final Deployment d;
  private final ProvenanceSettings settings;

  public LockControl(S3Client s3, Deployment d) {
    this.s3 = s3;
    this.d = d;
    this.settings = d.settings().provenance();
  }

  public ControlDefinition definition() {
    return new ControlDefinition(
        new Control(
            "provenance.object-lock",
            "A record that can be deleted or overwritten proves nothing.",
            "Security Hub S3.15, AWS S3 user guide, Object Lock",
            "aws s3api put-object-lock-configuration with a default retention of "
                + d.retentionDays()
                + " days in mode "
                + settings.mode()),
        List.of("provenance.versioning"),
        this::read,
        this::apply);
  }

  private Optional<ObjectLockConfiguration> find() {
    return NotFound.of(
        () ->
            s3.getObjectLockConfiguration(
                    it -> it.bucket(d.provenanceBucket()).expectedBucketOwner(d.account()))
                .objectLockConfiguration(),
        Set.of("ObjectLockConfigurationNotFoundError"));
  }

  private ControlState read() {
    String should = describe(settings.mode().name(), d.retentionDays()) + " or stricter";
    Optional<ObjectLockConfiguration> lock =
        find().filter(it -> it.objectLockEnabled() == ObjectLockEnabled.ENABLED);
    if (lock.isEmpty()) {
      return new ControlState(false, "off", should);
    }
    DefaultRetention retention =
        lock.get().rule() == null ? null : lock.get().rule().defaultRetention();
    if (retention == null) {
      return new ControlState(false, "on, without default retention", should);
    }
    boolean holds = isAsStrict(retention) && days(retention) >= d.retentionDays();
    return new ControlState(holds, describe(retention.modeAsString(), days(retention)), should);
  }

  private boolean isAsStrict(DefaultRetention retention) {
    return retention.mode() == ObjectLockRetentionMode.COMPLIANCE
        || retention.modeAsString().equals(settings.mode().name());
  }

  private static int days(DefaultRetention retention) {
    return retention.days() != null ? retention.days() : retention.years() * DAYS_PER_YEAR;
  }

  private static String describe(String mode, int days) {
    return mode + " for " + days + " d by default";
  }

  /** Puts the stricter mode and the longer time of the present and the desired default. */
  private void apply() {
    Optional<DefaultRetention> before =
        find()
            .flatMap(it -> Optional.ofNullable(it.rule()))
            .flatMap(it -> Optional.ofNullable(it.defaultRetention()));
    int days = Math.max(d.retentionDays(), before.map(LockControl::days).orElse(0));
    String mode =
        before.filter(it -> it.mode() == ObjectLockRetentionMode.COMPLIANCE).isPresent()
            ? ObjectLockRetentionMode.COMPLIANCE.toString()
            : settings.mode().name();
    s3.putObjectLockConfiguration(
        put ->
            put.bucket(d.provenanceBucket())
                .expectedBucketOwner(d.account())
                .objectLockConfiguration(
                    lock ->
                        lock.objectLockEnabled(ObjectLockEnabled.ENABLED)
                            .rule(rule -> rule.defaultRetention(by -> by.mode(mode).days(days)))));
  }
}
