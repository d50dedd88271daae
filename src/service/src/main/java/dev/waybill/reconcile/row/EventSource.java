package dev.waybill.reconcile.row;

import java.util.function.Consumer;

/** Source of events of CloudTrail on objects of both buckets. */
public interface EventSource {
  /**
   * Streams all events on objects in any order; rows may be repeated. A source that fails in part
   * returns why it is incomplete, so that the rest is still known.
   *
   * @param rows receives the rows, called by one thread at a time
   * @return facts about what was read
   * @throws InterruptedException when the thread was interrupted
   * @throws RuntimeException when nothing can be read
   */
  SourceReading read(Consumer<EventRow> rows) throws InterruptedException;
}
