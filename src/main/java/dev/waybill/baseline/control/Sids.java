package dev.waybill.baseline.control;

import dev.waybill.baseline.desired.PolicyDocument;
import dev.waybill.baseline.desired.Statement;
import java.util.Collection;

/** Tells of a policy by the Sids of our statements. */
final class Sids {
  private Sids() {}

  static Reading reading(PolicyDocument there, Collection<Statement> ours) {
    return Reading.named(ours.stream().map(Statement::sid).toList(), there.differing(ours));
  }
}
