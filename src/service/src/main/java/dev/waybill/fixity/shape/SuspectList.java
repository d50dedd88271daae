package dev.waybill.fixity.shape;

import dev.waybill.fixity.FixityCondition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Suspects of one run. All are counted, and a limited number of each condition is kept. */
final class SuspectList {
  private final int limit;
  private final Map<FixityCondition, Long> counts = new EnumMap<>(FixityCondition.class);
  private final Map<FixityCondition, List<ShapeRow>> kept = new EnumMap<>(FixityCondition.class);
  private final Set<Long> ofPlace = new HashSet<>();
  private long unsealed;

  /**
   * @param limit number of suspects of one condition that are kept
   */
  SuspectList(int limit) {
    this.limit = limit;
  }

  /** Begins with another place. An entry is a suspect once, for the first reason. */
  void beginPlace() {
    ofPlace.clear();
  }

  /** Adds an entry of the log. */
  void entry(FixityCondition suspected, ShapeRow entry) {
    if (ofPlace.add(entry.position())) {
      add(suspected, entry);
    }
  }

  /** Adds a listed version. */
  void version(FixityCondition suspected, ShapeRow version) {
    add(suspected, version);
  }

  private void add(FixityCondition suspected, ShapeRow row) {
    counts.merge(suspected, 1L, Long::sum);
    List<ShapeRow> rows = kept.computeIfAbsent(suspected, it -> new ArrayList<>());
    if (rows.size() < limit) {
      rows.add(row);
    }
  }

  void countUnsealed(long versions) {
    unsealed += versions;
  }

  /** Returns the number of suspects of each condition. */
  Map<FixityCondition, Long> counts() {
    return counts;
  }

  /** Returns the suspects that were kept, by condition. */
  Map<FixityCondition, List<ShapeRow>> kept() {
    return kept;
  }

  /** Returns the number of versions below {@code incoming/} that are not sealed. */
  long unsealed() {
    return unsealed;
  }
}
