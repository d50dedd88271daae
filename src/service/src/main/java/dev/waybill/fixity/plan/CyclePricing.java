package dev.waybill.fixity.plan;

import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileRange;
import dev.waybill.record.log.LogEntry;

/**
 * Pricing of a cycle from the states of slices. Tiles that were never examined are estimated from
 * some of them, which are read from the log.
 */
public final class CyclePricing {
  /** Number of tiles that are read for an estimate, at most twice as many. */
  static final int SAMPLE = 64;

  private final FixityStateStore states;
  private final LoggedEntries log;
  private TileWork known = TileWork.NONE;
  private TileWork sampled = TileWork.NONE;
  private long unknown;

  private CyclePricing(FixityStateStore states, LoggedEntries log) {
    this.states = states;
    this.log = log;
  }

  /**
   * Returns the price of a cycle over the log as it is.
   *
   * @throws RuntimeException when the states or the log cannot be read
   */
  public static PlanPrice of(
      FixityStateStore states, LoggedEntries log, FixityPolicy policy, FixityPrices prices) {
    CyclePricing pricing = new CyclePricing(states, log);
    long size = log.size();
    pricing.states.all(size).forEach(it -> pricing.add(it, size));
    TileWork read = pricing.known.plus(pricing.sampled);
    return new PlanPrice(pricing.all(), read.versions(), policy, prices);
  }

  private void add(SliceState state, long size) {
    long tiles = (size + TileRange.FULL - 1) / TileRange.FULL;
    long step = Math.max(1, tiles / SAMPLE);
    long end = Math.min(tiles, state.firstTile() + TileRange.TILES_PER_SLICE);
    for (long tile = state.firstTile(); tile < end; tile++) {
      TileRange range = TileRange.of(tile, size);
      TileState examined = state.tile(tile);
      if (examined != null && examined.pass().width() == range.width()) {
        known = known.plus(examined.work());
      } else if (tile % step == 0) {
        long bytes = log.read(range).stream().mapToLong(LogEntry::size).sum();
        sampled = sampled.plus(new TileWork(range.width(), bytes));
      } else {
        unknown += range.width();
      }
    }
  }

  private TileWork all() {
    TileWork basis = sampled.versions() > 0 ? sampled : known;
    return known.plus(sampled).plus(basis.ofVersions(unknown));
  }
}
