package dev.waybill.fixity.plan;

import dev.waybill.fixity.FixityCondition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * State of a tile after its newest examination.
 *
 * @param pass the examination
 * @param open entries whose bytes it did not read although they can be read: they are covered by an
 *     earlier examination or by none
 * @param openCovered time of the last examination that covered all open entries; null when some
 *     entry never was
 * @param notIntact numbers of entries by condition, without the intact ones
 * @param cells numbers of entries by prefix and size
 * @param requests number of requests of the examination; 0 when it is not known
 */
public record TileState(
    TilePass pass,
    EntrySet open,
    @Nullable Instant openCovered,
    Map<FixityCondition, Integer> notIntact,
    List<CoverageCell> cells,
    long requests) {
  public TileState {
    if (requests < 0) {
      throw new IllegalArgumentException("a number of requests is not negative");
    }
    notIntact = Map.copyOf(notIntact);
    cells = List.copyOf(cells);
    if (cells.stream().mapToInt(CoverageCell::versions).sum() != pass.width()) {
      throw new IllegalArgumentException("the numbers of versions are not those of the tile");
    }
  }

  /** Returns the amount of work of examining the tile again. */
  TileWork work() {
    long bytes = cells.stream().mapToLong(CoverageCell::bytes).sum();
    return requests > 0
        ? new TileWork(pass.width(), bytes, requests)
        : new TileWork(pass.width(), bytes);
  }

  /** Returns the time since which an entry was not covered; null when one never was. */
  @Nullable Instant coveredSince() {
    return open.isEmpty() ? pass.time() : openCovered;
  }
}
