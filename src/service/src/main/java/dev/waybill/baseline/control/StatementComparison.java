package dev.waybill.baseline.control;

import dev.waybill.baseline.desired.DesiredPolicy;
import dev.waybill.baseline.desired.DesiredStatement;
import java.util.Collection;

/** Comparison of a policy with the desired statements, reported by Sid. */
final class StatementComparison {
  private StatementComparison() {}

  /** Compares the policy of a resource that several deployments may share. */
  static ControlState compareShared(DesiredPolicy present, Collection<DesiredStatement> desired) {
    return compare(present, desired).taking(String.join(", ", present.arnsBeyond(desired)));
  }

  static ControlState compare(DesiredPolicy present, Collection<DesiredStatement> desired) {
    return ControlState.named(
        desired.stream().map(DesiredStatement::sid).toList(), present.differingSids(desired));
  }
}
