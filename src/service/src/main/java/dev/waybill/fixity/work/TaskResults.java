package dev.waybill.fixity.work;

import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;

/** Results of units of work, each of which is written once. */
public interface TaskResults {
  /** Returns true when a unit of work has a result. */
  boolean exists(TileTask task);

  /**
   * Writes a result.
   *
   * @return false when the same work has a result, which stays
   */
  boolean write(TileResult result);
}
