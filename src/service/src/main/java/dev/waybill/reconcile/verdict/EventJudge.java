package dev.waybill.reconcile.verdict;

import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.row.EventActor;
import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.verdict.VersionDecision.Judged;
import java.util.Optional;
import java.util.stream.Stream;

/** Judge of versions that only events know. */
final class EventJudge {
  private EventJudge() {}

  static Judged judge(VersionCase version) {
    EventSummary events = version.events();
    Optional<EventRow> deciding = events.deciding();
    if (deciding.isEmpty()) {
      return Judged.of(ReconcileVerdict.PROBING, events.denied());
    }
    boolean isWritten = events.created().isPresent() || events.marked().isPresent();
    if (!isWritten || events.deleted().isEmpty()) {
      return Judged.of(ReconcileVerdict.EVENT_WITHOUT_OBJECT, deciding);
    }
    if (version.isExempt()) {
      return Judged.of(
          ReconcileVerdict.RETIRED, events.deleted(), "Its name is not taken into custody.");
    }
    return isMarkerOfOurs(events)
        ? Judged.of(
            ReconcileVerdict.RETIRED, events.deleted(), "Delete marker that was removed again.")
        : Judged.of(ReconcileVerdict.PASSED_THROUGH, events.deleted());
  }

  private static boolean isMarkerOfOurs(EventSummary events) {
    return events.created().isEmpty()
        && Stream.of(events.marked(), events.deleted())
            .flatMap(Optional::stream)
            .allMatch(it -> it.actor() != EventActor.OTHER);
  }
}
