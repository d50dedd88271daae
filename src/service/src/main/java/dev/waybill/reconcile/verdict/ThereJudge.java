package dev.waybill.reconcile.verdict;

import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.row.EventActor;
import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.row.ThereRow;
import dev.waybill.reconcile.verdict.VersionDecision.Judged;
import java.util.Optional;

/** Judge of versions that are there. */
final class ThereJudge {
  private ThereJudge() {}

  static Judged judge(VersionCase version, ThereRow there, ReconcileSpan span) {
    Optional<EventRow> created = version.events().created();
    boolean isUnseen = created.isEmpty() && span.covers(there.lastModified());
    SealFact seal = version.seal();
    if (seal == null) {
      return version.isExempt() ? accounted(created, isUnseen) : unsealed(version, isUnseen);
    }
    return differing(version, there, seal)
        .or(() -> rolledBack(version, isUnseen))
        .or(() -> changed(version, seal))
        .orElseGet(() -> accounted(created, isUnseen));
  }

  private static Judged accounted(Optional<EventRow> created, boolean isUnseen) {
    return Judged.of(
        isUnseen ? ReconcileVerdict.CREATED_UNSEEN : ReconcileVerdict.ACCOUNTED, created);
  }

  private static Judged unsealed(VersionCase version, boolean isUnseen) {
    Optional<EventRow> created = version.events().created();
    if (isUnseen) {
      return Judged.of(ReconcileVerdict.APPEARED, created);
    }
    return Judged.of(
        version.relation() == LayerRelation.SHADOWS
            ? ReconcileVerdict.SHADOWED
            : ReconcileVerdict.UNSEALED,
        created);
  }

  /** Judges a version with other attributes than its seal. */
  private static Optional<Judged> differing(VersionCase version, ThereRow there, SealFact seal) {
    String difference = SealComparison.difference(there, seal);
    if (difference == null) {
      return Optional.empty();
    }
    Optional<EventRow> cause =
        version.events().changed().or(() -> replacing(version.events(), seal));
    return Optional.of(
        Judged.of(
            cause.isPresent() ? ReconcileVerdict.CHANGED_IN_PLACE : ReconcileVerdict.CHANGED_UNSEEN,
            cause,
            difference));
  }

  /** A later write of a version without an id of its own replaces the version. */
  private static Optional<EventRow> replacing(EventSummary events, SealFact seal) {
    return seal.isCopy()
        ? Optional.empty()
        : events.created().filter(it -> it.time().isAfter(seal.row().sealedAt()));
  }

  /** The service never puts an older version above a newer one. */
  private static Optional<Judged> rolledBack(VersionCase version, boolean isUnseen) {
    Optional<EventRow> created = version.events().created();
    boolean isOurs = created.filter(it -> it.actor() == EventActor.SERVICE).isPresent();
    if (version.relation() != LayerRelation.ROLLS_BACK || isOurs) {
      return Optional.empty();
    }
    return Optional.of(
        isUnseen
            ? Judged.of(
                ReconcileVerdict.CHANGED_UNSEEN,
                created,
                "An older sealed version lies above a newer one, and the trail shows no copy.")
            : Judged.of(ReconcileVerdict.ROLLED_BACK, created));
  }

  /** Uploaders may tag a version until it is sealed. A copy is sealed from its beginning. */
  private static Optional<Judged> changed(VersionCase version, SealFact seal) {
    return version
        .events()
        .changed()
        .filter(it -> it.actor() == EventActor.OTHER)
        .filter(it -> seal.isCopy() || it.time().isAfter(seal.row().sealedAt()))
        .map(it -> Judged.of(ReconcileVerdict.CHANGED_IN_PLACE, Optional.of(it)));
  }
}
