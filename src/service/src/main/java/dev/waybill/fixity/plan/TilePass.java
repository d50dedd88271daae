package dev.waybill.fixity.plan;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.TileTask;
import java.time.Instant;
import java.util.Comparator;

/**
 * Newest examination of a tile.
 *
 * @param cycle cycle that it counted for
 * @param width number of entries
 * @param attempt number of the attempt
 * @param time time at which it began
 */
public record TilePass(CycleId cycle, int width, int attempt, Instant time) {
  private static final Comparator<TilePass> ORDER =
      Comparator.comparing(TilePass::cycle)
          .thenComparingInt(TilePass::width)
          .thenComparingInt(TilePass::attempt);

  /** Returns true when a task is later, so that its result has not been counted. */
  boolean isBefore(TileTask task) {
    return ORDER.compare(
            this, new TilePass(task.cycle(), task.range().width(), task.attempt(), time))
        < 0;
  }
}
