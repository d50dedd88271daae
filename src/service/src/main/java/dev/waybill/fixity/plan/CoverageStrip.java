package dev.waybill.fixity.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Coverage along the log in a bounded number of cells, for a picture.
 *
 * @param cells the cells in the order of the entries
 */
public record CoverageStrip(List<Cell> cells) {
  /** Strip of a log whose states are not known. */
  public static final CoverageStrip NONE = new CoverageStrip(List.of());

  /** Limit of the cells. */
  public static final int MAX_CELLS = 96;

  /**
   * Successive entries.
   *
   * @param from index of the first entry
   * @param to index after the last entry
   * @param since time since which the version that waits longest was not covered
   * @param defects number of versions with an open defect
   */
  public record Cell(long from, long to, Instant since, long defects) {
    private Cell and(Cell next) {
      return new Cell(
          from, next.to, next.since.isBefore(since) ? next.since : since, defects + next.defects);
    }
  }

  public CoverageStrip {
    cells = List.copyOf(cells);
  }

  /** Returns the strip of all parts of a log: neighbours become one cell when there are many. */
  static CoverageStrip of(List<Cell> parts) {
    List<Cell> cells = new ArrayList<>();
    int width = (parts.size() + MAX_CELLS - 1) / MAX_CELLS;
    for (int at = 0; at < parts.size(); at++) {
      int last = cells.size() - 1;
      if (at % width == 0) {
        cells.add(parts.get(at));
      } else {
        cells.set(last, cells.get(last).and(parts.get(at)));
      }
    }
    return new CoverageStrip(cells);
  }
}
