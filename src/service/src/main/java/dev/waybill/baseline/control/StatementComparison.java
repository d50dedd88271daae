package dev.waybill.baseline.control;

import dev.waybill.baseline.desired.DesiredPolicy;
import dev.waybill.baseline.desired.DesiredStatement;
import java.util.Collection;

/** Tells of a policy by the Sids of our statements. */
final class StatementComparison {
  private StatementComparison() {}

  static ControlState reading(DesiredPolicy there, Collection<DesiredStatement> ours) {
    return ControlState.named(
        ours.stream().map(DesiredStatement::sid).toList(), there.differing(ours));
  }
}
