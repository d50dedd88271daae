package dev.waybill.fixity.shape;

import dev.waybill.fixity.Condition;
import dev.waybill.record.object.ObjectVersion;

/** Port to the examination of promoted versions that no entry accounts for. */
@FunctionalInterface
public interface CopyExaminer {
  /**
   * Looks for a record of the same key whose bytes a version has.
   *
   * @return {@link Condition#INTACT} when there is one, {@link Condition#EXTRA} when there is none,
   *     and {@link Condition#UNREADABLE} when it cannot be known now
   * @throws InterruptedException when the thread was interrupted
   */
  Condition examine(ObjectVersion copy) throws InterruptedException;
}
