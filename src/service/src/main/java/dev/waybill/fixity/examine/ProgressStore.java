package dev.waybill.fixity.examine;

import dev.waybill.fixity.TileTask;

/** Port to the progress of reading the large objects of units of work. */
@FunctionalInterface
public interface ProgressStore {
  /** Store that keeps nothing. */
  ProgressStore NONE = (task, index) -> ReadProgress.NONE;

  /**
   * Returns the progress of reading the object of an entry.
   *
   * @param task unit of work, for whose cycle the reading counts
   * @param index index of the entry in the log
   */
  ReadProgress of(TileTask task, long index);
}
