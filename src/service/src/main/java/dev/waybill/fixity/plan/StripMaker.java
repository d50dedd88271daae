package dev.waybill.fixity.plan;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.waybill.fixity.TileRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Maker of the strip of coverage from what the leader has in memory. */
final class StripMaker {
  /** Number of slices up to which the tiles are shown, because so few slices show nothing. */
  private static final int SMALL = 8;

  private StripMaker() {}

  /** Returns the strip of all slices, which are summarised. */
  static CoverageStrip of(SliceBook book, FixityPlan plan) {
    return CoverageStrip.of(
        book.slices().size() <= SMALL ? tiles(book, plan) : slices(book.slices(), plan));
  }

  private static List<CoverageStrip.Cell> slices(SliceSchedule slices, FixityPlan plan) {
    List<CoverageStrip.Cell> parts = new ArrayList<>();
    for (int slice = 0; slice < slices.size(); slice++) {
      SliceSummary summary = slices.get(slice);
      long from = slice * SliceSchedule.ENTRIES;
      parts.add(
          new CoverageStrip.Cell(
              from,
              Math.min(from + SliceSchedule.ENTRIES, plan.size()),
              Instant.ofEpochMilli(summary.oldest),
              (long) summary.singleDefects + summary.otherDefects));
    }
    return parts;
  }

  private static List<CoverageStrip.Cell> tiles(SliceBook book, FixityPlan plan) {
    TileSchedule schedule = new TileSchedule(plan);
    List<CoverageStrip.Cell> parts = new ArrayList<>();
    for (long slice = 0; slice < book.slices().size(); slice++) {
      SliceState state = book.state(slice);
      Map<Long, Long> defects =
          state.defects().stream()
              .collect(groupingBy(it -> it.index() / TileRange.FULL, counting()));
      for (long tile = state.firstTile(); tile < schedule.endOf(slice); tile++) {
        TileRange range = schedule.range(tile);
        parts.add(
            new CoverageStrip.Cell(
                range.from(),
                range.to(),
                SliceSummary.coveredSince(range, state.tile(tile), plan),
                defects.getOrDefault(tile, 0L)));
      }
    }
    return parts;
  }
}
