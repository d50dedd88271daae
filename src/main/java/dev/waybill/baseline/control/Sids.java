package dev.waybill.baseline.control;

import dev.waybill.baseline.desired.PolicyDocument;
import dev.waybill.baseline.desired.Statement;
import java.util.Collection;
import java.util.List;

/** Tells of a policy by the Sids of our statements. */
final class Sids {
  private Sids() {}

  static Reading reading(PolicyDocument there, Collection<Statement> ours) {
    String should = String.join(", ", ours.stream().map(Statement::sid).toList());
    List<String> differing = there.differing(ours);
    return differing.isEmpty()
        ? new Reading(true, should, should)
        : new Reading(false, "not there or other: " + String.join(", ", differing), should);
  }
}
