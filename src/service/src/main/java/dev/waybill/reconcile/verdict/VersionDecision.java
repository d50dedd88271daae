package dev.waybill.reconcile.verdict;

import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.row.EventRow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decision about a version. */
public sealed interface VersionDecision {
  /** Version that is too young for a verdict. */
  record InFlight() implements VersionDecision {}

  /**
   * Version with a verdict.
   *
   * @param verdict the verdict
   * @param event event that decided; null when none did
   * @param detail plain sentence about the version
   */
  record Judged(ReconcileVerdict verdict, @Nullable EventRow event, String detail)
      implements VersionDecision {
    static Judged of(ReconcileVerdict verdict, Optional<EventRow> event) {
      return new Judged(verdict, event.orElse(null), verdict.sentence());
    }

    static Judged of(ReconcileVerdict verdict, Optional<EventRow> event, String detail) {
      return new Judged(verdict, event.orElse(null), detail);
    }
  }
}
