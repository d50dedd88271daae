package dev.waybill.fixity.plan;

import dev.waybill.fixity.TileTask;
import java.time.Instant;
import java.util.Comparator;

/**
 * Task with the time from which it may be given out.
 *
 * @param isYoung true for entries that were sealed lately and never examined
 */
record DueTile(TileTask task, Instant due, boolean isYoung) {
  /** New entries first, and then what waits longest. */
  static final Comparator<DueTile> ORDER =
      Comparator.comparing((DueTile it) -> !it.isYoung)
          .thenComparing(DueTile::due)
          .thenComparingLong(it -> it.task().range().tile());
}
