package dev.waybill.fixity.work;

import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;

/** Examiner of the entries of a unit of work. */
@FunctionalInterface
public interface TaskExaminer {
  /**
   * Examines every entry of the range.
   *
   * @throws InterruptedException when the service stops; there is no result then
   * @throws RuntimeException when the entries cannot be read from the log
   */
  TileResult examine(TileTask task) throws InterruptedException;
}
