package dev.waybill.fixity.plan;

import dev.waybill.fixity.FixityCondition;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Coverage of everything sealed, counted from the states of all slices, never estimated.
 *
 * @param at time of the count
 * @param total all versions of the log
 * @param byPrefix versions that were examined, by prefix; untrusted input
 * @param bySize versions that were examined, by class of sizes
 * @param oldest time since which some version that can be read was not read; null when some version
 *     never was, or there is none
 * @param notIntact numbers of versions by condition at their newest examination, without the intact
 *     ones
 * @param openDefects numbers of open defects by condition
 */
public record Coverage(
    Instant at,
    CoverageCount total,
    Map<String, CoverageCount> byPrefix,
    Map<SizeClass, CoverageCount> bySize,
    @Nullable Instant oldest,
    Map<FixityCondition, Long> notIntact,
    Map<FixityCondition, Long> openDefects) {
  public Coverage {
    byPrefix = Map.copyOf(byPrefix);
    bySize = Map.copyOf(bySize);
    notIntact = Map.copyOf(notIntact);
    openDefects = Map.copyOf(openDefects);
  }

  /**
   * Counts.
   *
   * @param states states of all slices of the log, in their order
   */
  public static Coverage of(Stream<SliceState> states, FixityPlan plan, Instant now) {
    CoverageCounter counter = new CoverageCounter(plan, now);
    states.forEach(counter::add);
    return counter.result();
  }
}
