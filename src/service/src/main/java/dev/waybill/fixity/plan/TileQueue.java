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

  /** Returns the number of tasks that replicas are working on now; 0 when it is not known. */
  default int busy() {
    return 0;
  }
}
