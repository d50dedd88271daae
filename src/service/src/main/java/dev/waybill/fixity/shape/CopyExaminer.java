package dev.waybill.fixity.shape;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.record.object.ObjectVersion;

/** Port to the examination of promoted versions that no entry accounts for. */
@FunctionalInterface
public interface CopyExaminer {
  /**
   * Looks for a record of the same key whose bytes a version has.
   *
   * @return {@link FixityCondition#INTACT} when there is one, {@link FixityCondition#EXTRA} when
   *     there is none, and {@link FixityCondition#UNREADABLE} when it cannot be known now
   * @throws InterruptedException when the thread was interrupted
   */
  FixityCondition examine(ObjectVersion copy) throws InterruptedException;
}
