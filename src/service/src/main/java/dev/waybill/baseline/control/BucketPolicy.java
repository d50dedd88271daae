package dev.waybill.baseline.control;

import dev.waybill.baseline.desired.BucketRole;
import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.desired.DesiredPolicy;
import dev.waybill.baseline.desired.DesiredStatement;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;

/** Policy of a bucket. A bucket of scopes belongs to one deployment; the others may be shared. */
final class BucketPolicy {
  private static final Set<String> NO_POLICY = Set.of("NoSuchBucketPolicy");

  private final S3Client s3;
  private final Deployment d;
  private final BucketRole role;

  BucketPolicy(S3Client s3, Deployment d, BucketRole role) {
    this.s3 = s3;
    this.d = d;
    this.role = role;
  }

  ControlState read() {
    DesiredPolicy present = present();
    List<DesiredStatement> desired = role.statements(d, present);
    return role.isRaw()
        ? StatementComparison.compare(present, desired)
        : StatementComparison.compareShared(present, desired);
  }

  void apply() {
    DesiredPolicy present = present();
    String merged = present.with(role.statements(d, present)).text();
    s3.putBucketPolicy(
        it -> it.bucket(role.name()).expectedBucketOwner(d.account()).policy(merged));
  }

  private DesiredPolicy present() {
    return DesiredPolicy.parse(
        NotFound.of(
                () ->
                    s3.getBucketPolicy(
                            it -> it.bucket(role.name()).expectedBucketOwner(d.account()))
                        .policy(),
                NO_POLICY)
            .orElse(""));
  }
}
