package dev.waybill.status;

import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.trail.run.TrailState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Everything that the status page shows, but the story of an object.
 *
 * @param at time of the reading
 * @param names true when texts that may hold names are shown
 */
public record StatusReport(
    Instant at,
    boolean names,
    StatusPart<Reconciliation> custody,
    StatusPart<BacklogStatus> backlog,
    StatusPart<CoverageStatus> coverage,
    StatusPart<LogStatus> log,
    StatusPart<TrailState> trail,
    StatusPart<IncidentStatus> incidents) {
  /** Returns the conclusion. */
  public StatusConclusion conclusion() {
    return StatusConclusion.of(this);
  }

  /** Returns the age of something at the time of the reading. */
  public String age(Instant since) {
    return StatusText.span(Duration.between(since, at));
  }

  /** Returns the number of versions without an explanation. */
  public static long unexplained(Reconciliation result) {
    return sum(result, ReconcileVerdict.Weight.CRITICAL);
  }

  /** Returns the number of explained versions that a person must look at. */
  public static long toLookAt(Reconciliation result) {
    return sum(result, ReconcileVerdict.Weight.FINDING);
  }

  private static long sum(Reconciliation result, ReconcileVerdict.Weight weight) {
    return result.counts().entrySet().stream()
        .filter(it -> it.getKey().weight() == weight)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
