package dev.waybill.fixity.plan;

import dev.waybill.fixity.TileTask;
import java.util.List;

/** Port to the queue from which replicas take units of work. */
@FunctionalInterface
public interface TileQueue {
  /**
   * Sends tasks.
   *
   * @throws RuntimeException when some may not have been sent; all of them are sent again later
   */
  void send(List<TileTask> tasks);
}
