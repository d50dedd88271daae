package dev.waybill.reconcile;

import dev.waybill.reconcile.row.SourceReading;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Result of a reconciliation. When a source was incomplete, nothing was judged and every number is
 * 0.
 *
 * @param asOf time as of which the versions were judged: the earliest time of the sources
 * @param counts number of versions of each verdict, also when it is 0
 * @param inFlight number of versions that are too young for a verdict
 * @param sums numbers of versions of the sources
 * @param sources the sources, in the order there, sealed, events, records
 * @param problems reasons why the result cannot be relied on, as plain sentences; empty when every
 *     source is complete
 * @param examples the first examples of each verdict, the worst first; a verdict without versions
 *     has an empty list
 */
public record Reconciliation(
    Instant asOf,
    Map<ReconcileVerdict, Long> counts,
    long inFlight,
    ReconcileSums sums,
    List<SourceReading> sources,
    List<String> problems,
    Map<ReconcileVerdict, List<ReconcileExample>> examples) {
  /** Number of examples of one verdict that are kept. */
  public static final int MAX_EXAMPLES = 100;

  public Reconciliation {
    Map<ReconcileVerdict, Long> allCounts = new EnumMap<>(ReconcileVerdict.class);
    Map<ReconcileVerdict, List<ReconcileExample>> allExamples =
        new EnumMap<>(ReconcileVerdict.class);
    for (ReconcileVerdict verdict : ReconcileVerdict.values()) {
      allCounts.put(verdict, counts.getOrDefault(verdict, 0L));
      allExamples.put(verdict, List.copyOf(examples.getOrDefault(verdict, List.of())));
    }
    counts = Collections.unmodifiableMap(allCounts);
    examples = Collections.unmodifiableMap(allExamples);
    sources = List.copyOf(sources);
    problems = List.copyOf(problems);
  }

  /** Returns the number of versions with a verdict. */
  public long count(ReconcileVerdict verdict) {
    return counts.getOrDefault(verdict, 0L);
  }

  /** Returns the number of versions with any verdict. */
  public long judged() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns true when all verdicts and what is in flight add up to what the sources know. */
  public boolean addsUp() {
    return judged() + inFlight == sums.union();
  }

  /** Returns true when every source was complete. A result that is incomplete proves nothing. */
  public boolean isComplete() {
    return problems.isEmpty();
  }

  /** Returns true when every source was complete, the sums add up and no verdict is a finding. */
  public boolean isClean() {
    return isComplete()
        && addsUp()
        && counts.entrySet().stream().noneMatch(it -> it.getKey().isFinding() && it.getValue() > 0);
  }
}
