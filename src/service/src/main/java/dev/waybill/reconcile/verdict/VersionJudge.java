package dev.waybill.reconcile.verdict;

import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.verdict.VersionDecision.InFlight;
import dev.waybill.reconcile.verdict.VersionDecision.Judged;
import java.util.Optional;

/**
 * Judge of versions. The decision depends on nothing but the version and the times.
 *
 * @param span times by which versions are judged
 */
public record VersionJudge(ReconcileSpan span) {
  /** Returns the decision about a version. */
  public VersionDecision judge(VersionCase version) {
    if (span.isInFlight(version)) {
      return new InFlight();
    }
    Judged judged = judgeSettled(version);
    SealFact seal = version.seal();
    return seal != null && seal.isRecordGone() && !judged.verdict().isCritical()
        ? Judged.of(ReconcileVerdict.RECORD_REMOVED, Optional.ofNullable(seal.recordGoneBy()))
        : judged;
  }

  private Judged judgeSettled(VersionCase version) {
    if (version.there() != null) {
      return version.there().isDeleteMarker()
          ? MarkerJudge.judge(version, version.there(), span)
          : ThereJudge.judge(version, version.there(), span);
    }
    return version.seal() != null
        ? GoneJudge.judge(version, version.seal(), span)
        : EventJudge.judge(version);
  }
}
