package dev.waybill.backfill;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Number of versions by what became of them. The labels form a closed set.
 *
 * @param byLabel the numbers, by label
 */
public record VersionCounts(SortedMap<String, Long> byLabel) {
  /** Version that was sealed where it is. */
  public static final String SEALED = "sealed";

  /** Version that was sealed and promoted. */
  public static final String PROMOTED = "promoted";

  /** Version of which somebody else sealed the record. */
  public static final String ALREADY_SEALED = "already-sealed";

  /** Version that was deleted since it was listed. */
  public static final String GONE = "gone-since-listed";

  /** Begin of the labels of versions that could not be sealed. */
  public static final String FAILED = "failed-";

  /** Counts of nothing. */
  public static final VersionCounts NONE = new VersionCounts(new TreeMap<>());

  public VersionCounts {
    byLabel = Collections.unmodifiableSortedMap(new TreeMap<>(byLabel));
  }

  /** Returns counts of the given numbers. */
  public static VersionCounts of(Map<String, Long> numbers) {
    return new VersionCounts(new TreeMap<>(numbers));
  }

  /** Returns the sum of these and other counts. */
  public VersionCounts plus(VersionCounts other) {
    TreeMap<String, Long> sum = new TreeMap<>(byLabel);
    other.byLabel.forEach((label, number) -> sum.merge(label, number, Long::sum));
    return new VersionCounts(sum);
  }

  /** Returns the number of one label. */
  public long of(String label) {
    return byLabel.getOrDefault(label, 0L);
  }

  /** Returns the number of versions that could not be sealed. */
  public long failed() {
    return byLabel.entrySet().stream()
        .filter(it -> it.getKey().startsWith(FAILED))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Returns the number of all versions and delete markers. */
  public long total() {
    return byLabel.values().stream().mapToLong(Long::longValue).sum();
  }
}
