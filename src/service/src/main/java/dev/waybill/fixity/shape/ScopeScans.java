package dev.waybill.fixity.shape;

import dev.waybill.fixity.FixityCondition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scans of all scopes, one after the other, so that temporary files are those of one scope.
 *
 * @param scans one for each scope, at least one
 */
public record ScopeScans(List<ShapeScan> scans) {
  public ScopeScans {
    scans = List.copyOf(scans);
    if (scans.isEmpty()) {
      throw new IllegalArgumentException("at least one scope");
    }
  }

  /**
   * Lists the buckets, and compares them with the log.
   *
   * @throws SpillSpaceException when the disk has too little space
   * @throws InterruptedException when the thread was interrupted
   * @throws RuntimeException when a bucket cannot be listed or the log cannot be read
   */
  public ShapeReport run(ShapeListener listener) throws InterruptedException {
    List<ShapeReport> reports = new ArrayList<>();
    for (ShapeScan scan : scans) {
      reports.add(scan.run(listener));
    }
    return reports.stream().reduce(ScopeScans::plus).orElseThrow();
  }

  /** An entry is outside when it is in no scope. Each scan has read all entries. */
  static ShapeReport plus(ShapeReport one, ShapeReport other) {
    Map<FixityCondition, Long> counts = new HashMap<>(one.counts());
    other.counts().forEach((condition, count) -> counts.merge(condition, count, Long::sum));
    List<Suspect> suspects = new ArrayList<>(one.suspects());
    suspects.addAll(other.suspects());
    return new ShapeReport(
        one.began(),
        other.ended(),
        one.listed() + other.listed(),
        one.calls() + other.calls(),
        other.entries(),
        Math.max(0, one.outside() - (other.entries() - other.outside())),
        one.unsealed() + other.unsealed(),
        counts,
        suspects,
        one.vanished() + other.vanished(),
        one.unjudged() + other.unjudged(),
        Math.max(one.temporaryBytes(), other.temporaryBytes()));
  }
}
