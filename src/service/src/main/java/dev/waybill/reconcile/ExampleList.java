package dev.waybill.reconcile;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Bounded list of the worst examples of each verdict: those with the newest times, because an
 * attack that is under way is worse than an old one. For one thread.
 */
final class ExampleList {
  private static final Comparator<ReconcileExample> WORST_LAST =
      Comparator.comparing(ReconcileExample::when)
          .thenComparing(ReconcileExample::key, Comparator.reverseOrder())
          .thenComparing(it -> String.valueOf(it.versionId()), Comparator.reverseOrder());

  private final Map<ReconcileVerdict, PriorityQueue<ReconcileExample>> examples =
      new EnumMap<>(ReconcileVerdict.class);

  /** Most examples of a large bucket are better than a full list, and are not kept. */
  void add(ReconcileExample example) {
    PriorityQueue<ReconcileExample> queue =
        examples.computeIfAbsent(example.verdict(), it -> new PriorityQueue<>(WORST_LAST));
    if (queue.size() < Reconciliation.MAX_EXAMPLES) {
      queue.add(example);
    } else if (WORST_LAST.compare(example, queue.element()) > 0) {
      queue.remove();
      queue.add(example);
    }
  }

  /** Returns the examples of each verdict, the worst first. */
  Map<ReconcileVerdict, List<ReconcileExample>> all() {
    Map<ReconcileVerdict, List<ReconcileExample>> all = new EnumMap<>(ReconcileVerdict.class);
    examples.forEach(
        (verdict, queue) ->
            all.put(verdict, queue.stream().sorted(WORST_LAST.reversed()).toList()));
    return all;
  }
}
