package dev.waybill.reconcile.row;

import java.util.function.Consumer;

/** Source of versions that the log of records states as sealed. */
public interface SealedSource {
  /**
   * Streams all sealed versions in any order; rows may be repeated. A source that fails in part
   * returns why it is incomplete, so that the rest is still known.
   *
   * @param rows receives the rows, called by one thread at a time
   * @return facts about what was read
   * @throws InterruptedException when the thread was interrupted
   * @throws RuntimeException when nothing can be read
   */
  SourceReading read(Consumer<SealedRow> rows) throws InterruptedException;
}
