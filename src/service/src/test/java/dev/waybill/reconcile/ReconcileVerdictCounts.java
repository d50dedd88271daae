package dev.waybill.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;

/** Assertion about the counts of all verdicts. */
final class ReconcileVerdictCounts {
  private ReconcileVerdictCounts() {}

  static void assertCounts(Reconciliation result, Map<ReconcileVerdict, Long> expected) {
    Map<ReconcileVerdict, Long> all = new EnumMap<>(ReconcileVerdict.class);
    for (ReconcileVerdict verdict : ReconcileVerdict.values()) {
      all.put(verdict, expected.getOrDefault(verdict, 0L));
    }
    assertThat(result.counts()).isEqualTo(all);
  }
}
