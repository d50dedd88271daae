package dev.waybill.custody;

import java.util.Set;

/** Messages in the dead-letter queue, read without hiding them from other consumers. */
public interface DeadLetterIndex {
  /**
   * Returns the ids of messages that Waybill did not send there, because they have no reason; reads
   * a limited number of messages.
   */
  Set<String> withoutReason();
}
