package dev.waybill.fixity.work;

import java.util.Optional;

/** Messages of the queue of units of work, for a worker that is no route. */
public interface TaskMessages {
  /**
   * Message that is hidden from other workers for a while.
   *
   * @param receipt receipt of this delivery
   * @param text text of the message; untrusted input
   */
  record Received(String receipt, String text) {}

  /** Returns the next message; empty when none came within some seconds. */
  Optional<Received> receive();

  /** Hides a message for another while. */
  void extend(Received message);

  /** Shows a message to other workers at once. */
  void release(Received message);

  /** Deletes a message that is done. */
  void delete(Received message);
}
