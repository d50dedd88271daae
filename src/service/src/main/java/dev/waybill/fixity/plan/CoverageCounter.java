package dev.waybill.fixity.plan;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.TileRange;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counter of coverage, which takes the states of slices one by one. */
final class CoverageCounter {
  /** Limit of the prefixes that are told apart. */
  static final int MAX_PREFIXES = 1000;

  private final FixityPlan plan;
  private final Instant now;
  private final TileSchedule schedule;
  private final Map<String, CoverageCount> byPrefix = new TreeMap<>();
  private final Map<SizeClass, CoverageCount> bySize = new EnumMap<>(SizeClass.class);
  private final Map<FixityCondition, Long> notIntact = new EnumMap<>(FixityCondition.class);
  private final Map<FixityCondition, Long> openDefects = new EnumMap<>(FixityCondition.class);
  private CoverageCount total = CoverageCount.NONE;
  private @Nullable Instant oldest;

  CoverageCounter(FixityPlan plan, Instant now) {
    this.plan = plan;
    this.now = now;
    schedule = new TileSchedule(plan);
  }

  void add(SliceState state) {
    for (long tile = state.firstTile(); tile < schedule.endOf(state.slice()); tile++) {
      TileState examined = state.tile(tile);
      TileRange range = schedule.range(tile);
      int covered = examined == null ? 0 : examined.pass().width();
      never(range.width() - covered);
      if (examined != null) {
        add(examined);
      }
    }
    state.defects().forEach(it -> openDefects.merge(it.condition(), 1L, Long::sum));
  }

  /** Counts versions of which nothing is known but that they were sealed. */
  private void never(int versions) {
    if (versions > 0) {
      total = total.plus(new CoverageCount(versions, 0, 0, 0, versions, 0, null));
    }
  }

  private void add(TileState tile) {
    tile.notIntact().forEach((key, count) -> notIntact.merge(key, (long) count, Long::sum));
    int readable = 0;
    for (CoverageCell cell : tile.cells()) {
      CoverageCount count = count(cell, tile);
      total = total.plus(count);
      bySize.merge(cell.size(), count, CoverageCount::plus);
      byPrefix.merge(bounded(cell.prefix()), count, CoverageCount::plus);
      readable += cell.versions() - cell.archived();
    }
    Instant since = tile.coveredSince();
    if (readable > 0 && since != null && (oldest == null || since.isBefore(oldest))) {
      oldest = since;
    }
  }

  private String bounded(String prefix) {
    return byPrefix.size() < MAX_PREFIXES || byPrefix.containsKey(prefix)
        ? prefix
        : CoverageCell.OTHER;
  }

  private CoverageCount count(CoverageCell cell, TileState tile) {
    int read = cell.versions() - cell.open() - cell.archived();
    Instant time = tile.pass().time();
    Instant earlier = tile.openCovered();
    double limit = FixityPolicy.LIMIT_SHARE;
    return new CoverageCount(
        cell.versions(),
        cell.bytes(),
        within(time, 1, read) + within(earlier, 1, cell.open()),
        within(time, limit, read) + within(earlier, limit, cell.open()),
        earlier == null ? cell.open() : 0,
        cell.archived(),
        oldest(read > 0 ? time : null, cell.open() > 0 ? earlier : null));
  }

  /** The time of earlier readings is before that of the newest examination. */
  private static @Nullable Instant oldest(@Nullable Instant time, @Nullable Instant earlier) {
    return earlier == null ? time : earlier;
  }

  /** Returns a number of versions when they were read within a share of the period, otherwise 0. */
  private int within(@Nullable Instant time, double share, int versions) {
    boolean isWithin = time != null && !time.plus(plan.policy().share(share)).isBefore(now);
    return isWithin ? versions : 0;
  }

  Coverage result() {
    return new Coverage(
        now, total, byPrefix, bySize, total.never() > 0 ? null : oldest, notIntact, openDefects);
  }
}
