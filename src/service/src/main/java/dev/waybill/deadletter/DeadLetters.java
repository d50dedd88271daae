package dev.waybill.deadletter;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Dead-letter queue, and the queue that its messages came from. */
public interface DeadLetters {
  /**
   * Receives some messages, which stay hidden from other readers until they are shown again or a
   * few minutes have passed.
   *
   * @return messages; empty when no message is visible
   */
  List<DeadLetter> receive();

  /** Makes received messages visible again. A failure is no error, because time does the same. */
  void show(Collection<String> receipts);

  /** Sends the body to the source queue, and returns when the queue has confirmed it. */
  void sendBack(DeadLetter letter);

  /** Deletes a received message. */
  void delete(DeadLetter letter);

  /** Returns the time of the queue's clock, rounded up to a second. */
  Instant now();
}
