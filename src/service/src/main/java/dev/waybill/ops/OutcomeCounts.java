package dev.waybill.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Numbers of outcomes since the process started, from their meters.
 *
 * @param promoted objects that were promoted
 * @param skipped notifications that were skipped for a counted reason
 * @param rejected objects that were rejected
 */
public record OutcomeCounts(long promoted, long skipped, long rejected) {
  /** Returns the numbers of a registry. */
  public static OutcomeCounts of(MeterRegistry registry) {
    return new OutcomeCounts(
        count(registry, "promoted"), count(registry, "skipped-"), count(registry, "rejected-"));
  }

  private static long count(MeterRegistry registry, String prefix) {
    double sum = 0;
    for (Counter counter : registry.find(PipelineMeters.OUTCOMES).counters()) {
      String label = counter.getId().getTag("outcome");
      sum += label != null && label.startsWith(prefix) ? counter.count() : 0;
    }
    return (long) sum;
  }
}
