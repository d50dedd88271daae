package dev.waybill.fixity.shape;

import dev.waybill.fixity.Examination;

/** Port to the examination of single entries by reading. */
@FunctionalInterface
public interface Examiner {
  /**
   * Examines the version of an entry and what is at its place.
   *
   * @param index index of the entry
   * @throws InterruptedException when the thread was interrupted
   */
  Examination examine(long index) throws InterruptedException;
}
