package dev.waybill.reconcile.verdict;

import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.row.EventActor;
import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.row.ThereRow;
import dev.waybill.reconcile.verdict.VersionDecision.Judged;
import java.util.Optional;

/** Judge of delete markers that are there. */
final class MarkerJudge {
  private MarkerJudge() {}

  static Judged judge(VersionCase version, ThereRow there, ReconcileSpan span) {
    Optional<EventRow> event = version.events().marked().or(version.events()::created);
    if (isOurs(version, event)) {
      return Judged.of(
          ReconcileVerdict.ACCOUNTED, event, "Delete marker of the service or a lifecycle rule.");
    }
    if (event.isEmpty() && span.covers(there.lastModified())) {
      return Judged.of(
          ReconcileVerdict.APPEARED, event, "Delete marker, and the trail shows no removal.");
    }
    return version.relation() == LayerRelation.HIDES
        ? Judged.of(ReconcileVerdict.HIDDEN, event)
        : Judged.of(
            ReconcileVerdict.ACCOUNTED, event, "Delete marker that hides no sealed version.");
  }

  private static boolean isOurs(VersionCase version, Optional<EventRow> event) {
    return event.map(it -> it.actor() != EventActor.OTHER).orElse(version.isExpired());
  }
}
