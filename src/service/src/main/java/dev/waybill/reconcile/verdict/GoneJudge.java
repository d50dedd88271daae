package dev.waybill.reconcile.verdict;

import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.row.EventActor;
import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.verdict.VersionDecision.Judged;
import java.util.Optional;

/** Judge of sealed versions that are not there. */
final class GoneJudge {
  private GoneJudge() {}

  static Judged judge(VersionCase version, SealFact seal, ReconcileSpan span) {
    Optional<EventRow> deleted = version.events().deleted();
    if (deleted.isPresent() && deleted.get().actor() == EventActor.OTHER) {
      return Judged.of(ReconcileVerdict.DESTROYED, deleted);
    }
    if (seal.isCopyMissing()) {
      return Judged.of(
          ReconcileVerdict.VANISHED, deleted, "Neither the sealed version nor a copy is known.");
    }
    if (deleted.isPresent()) {
      return Judged.of(ReconcileVerdict.RETIRED, deleted);
    }
    if (version.isExpired()) {
      return Judged.of(
          ReconcileVerdict.RETIRED, deleted, "A lifecycle rule was due, which the trail omits.");
    }
    return isPromotedBefore(seal, span)
        ? Judged.of(
            ReconcileVerdict.RETIRED,
            deleted,
            "Sealed before the events begin, and its promoted copy is known.")
        : Judged.of(ReconcileVerdict.VANISHED, deleted);
  }

  private static boolean isPromotedBefore(SealFact seal, ReconcileSpan span) {
    return !seal.isCopy()
        && seal.row().destinationKey() != null
        && !span.covers(seal.row().sealedAt());
  }
}
