package dev.waybill.fixity.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standing of re-verification, counted from the stored plan and states. It needs no running
 * service.
 *
 * @param plan plan in force
 * @param coverage coverage of everything sealed
 * @param progress progress of the cycle
 * @param rate work and time that are left
 * @param waiting versions that were never read again, and whose first reading is not overdue
 * @param overdue ranges of entries that are overdue, in their order
 * @param defects open defects in the order of their entries
 */
public record FixityStanding(
    FixityPlan plan,
    Coverage coverage,
    CycleProgress progress,
    BurnRate rate,
    long waiting,
    List<OverdueRange> overdue,
    List<OpenDefect> defects) {
  private static final double MILLIS = 1000;
  private static final long PER_MILLE = 1000;

  public FixityStanding {
    overdue = List.copyOf(overdue);
    defects = List.copyOf(defects);
  }

  /**
   * Reads the plan and all states.
   *
   * @return empty when there is no plan, because nothing was examined yet
   * @throws RuntimeException when the store cannot be read
   */
  public static Optional<FixityStanding> read(
      FixityStateStore store, FixityPrices prices, Instant now) {
    return store.current().map(it -> read(store, it, prices, now));
  }

  private static FixityStanding read(
      FixityStateStore store, FixityPlan plan, FixityPrices prices, Instant now) {
    CoverageCounter coverage = new CoverageCounter(plan, now);
    OverdueEntries overdue = new OverdueEntries(plan, now);
    SliceSchedule slices = new SliceSchedule();
    TileSchedule schedule = new TileSchedule(plan);
    List<OpenDefect> defects = new ArrayList<>();
    store
        .all(plan.size())
        .forEach(
            it -> {
              coverage.add(it);
              overdue.add(it);
              slices.set(it.slice(), SliceSummary.of(it, schedule, tile -> false));
              defects.addAll(it.defects());
            });
    CycleProgress progress = slices.progress();
    return new FixityStanding(
        plan,
        coverage.result(),
        progress,
        BurnRate.of(plan, progress, prices, 1, now),
        overdue.waiting(),
        overdue.ranges(),
        defects);
  }

  /** Returns the work that is left of the cycle. */
  public TileWork left() {
    return progress.left();
  }

  /** Returns the number of versions that were examined in the cycle. */
  public long examined() {
    return Math.max(0, plan.cycle().size() - progress.unexamined());
  }

  /** Returns the versions that were examined in a second since the cycle began. */
  public double versionsPerSecond() {
    Duration since = Duration.between(plan.cycle().id().began(), coverage.at());
    return since.isNegative() || since.isZero() ? 0 : examined() / (since.toMillis() / MILLIS);
  }

  /**
   * Returns the time that the work left takes at the rate since the cycle began; null when nothing
   * was examined in it.
   */
  public @Nullable Duration timeLeft() {
    double rate = versionsPerSecond();
    return rate == 0 ? null : Duration.ofMillis((long) (progress.unexamined() / rate * MILLIS));
  }

  /** Returns the number of versions that can be read and are overdue. */
  public long overdueVersions() {
    CoverageCount all = coverage.total();
    return all.versions() - all.unverifiable() - all.withinLimit() - waiting;
  }

  /**
   * Returns true when 99.9 % of the versions that can be read were read within the period, and all
   * within 1.1 times that. New versions that wait for their first reading are not late.
   */
  public boolean isKept() {
    CoverageCount all = coverage.total();
    long readable = all.versions() - all.unverifiable();
    long late = readable - all.within() - waiting;
    return overdueVersions() <= 0 && late * PER_MILLE <= readable;
  }
}
