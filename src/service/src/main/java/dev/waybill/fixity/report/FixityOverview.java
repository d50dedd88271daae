package dev.waybill.fixity.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Facts that the report shows.
 *
 * @param at time of the report
 * @param bucket the provenance bucket
 * @param origin origin of the log
 * @param every promised time between two readings of the bytes of a version
 * @param glance promised time between two looks at its presence
 * @param lastGlance time of the oldest look at presence that counts; null when there was none
 * @param all coverage of everything sealed
 * @param prefixes coverage by prefix, the largest first
 * @param sizes coverage by size class, the smallest first
 * @param cycles cycles, the newest first
 * @param gaps ranges of overdue entries
 * @param defects open defects, the newest first
 * @param ndsa facts of the settings
 */
public record FixityOverview(
    Instant at,
    String bucket,
    String origin,
    Duration every,
    Duration glance,
    @Nullable Instant lastGlance,
    CoverageRow all,
    List<CoverageRow> prefixes,
    List<CoverageRow> sizes,
    List<CycleRow> cycles,
    List<GapRow> gaps,
    List<DefectRow> defects,
    NdsaFacts ndsa) {
  public FixityOverview {
    prefixes = List.copyOf(prefixes);
    sizes = List.copyOf(sizes);
    cycles = List.copyOf(cycles);
    gaps = List.copyOf(gaps);
    defects = List.copyOf(defects);
  }

  /** Returns the conclusion in one sentence. The gravest one comes first. */
  String verdict() {
    if (!defects.isEmpty()) {
      return defects.size() + (defects.size() == 1 ? " defect is open." : " defects are open.");
    }
    if (all.readable() == 0) {
      return "Nothing is sealed that can be read.";
    }
    if (!all.isKept()) {
      return "The promise is not kept; no defect is open.";
    }
    return all.archived() == 0
        ? "The promise is kept, and no defect is open."
        : "The promise is kept for what can be read, and no defect is open.";
  }

  /** Returns true when no readable version is overdue beyond the promise, and no defect is open. */
  public boolean isClean() {
    return defects.isEmpty() && all.isKept();
  }
}
