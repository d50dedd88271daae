package dev.waybill.deadletter;

import dev.waybill.deadletter.DeadLetterScan.Next;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Return of dead letters to the queue that they came from, one message at a time: a message is sent
 * to the queue, the queue confirms it, and only then the message is deleted from the dead-letter
 * queue. A crash between the two leaves the message in both queues; custody ends the second one as
 * already done.
 *
 * <p>A message that was sent after the redrive began is left: the service may have rejected it
 * again, and it would travel in a circle for ever.
 */
public final class Redrive {
  private final DeadLetters queue;
  private final @Nullable String reason;
  private final boolean dryRun;

  /** Listener for the progress of a redrive. */
  public interface Listener {
    /** Called with each message that was read. */
    void read(DeadLetter letter);

    /** Called with a message of the reason before it is sent back, also in a dry run. */
    void matched(DeadLetter letter);

    /** Called when the queue has confirmed the message, before it is deleted. */
    void sent(DeadLetter letter);

    /** Called when the message is deleted from the dead-letter queue. */
    void moved(DeadLetter letter);
  }

  /**
   * @param reason the label of the reason that messages must have; null for all messages
   * @param dryRun true to move nothing
   */
  public Redrive(DeadLetters queue, @Nullable String reason, boolean dryRun) {
    this.queue = queue;
    this.reason = reason;
    this.dryRun = dryRun;
  }

  /** Moves the messages; the first failure ends the redrive, and what was not moved stays. */
  public void run(Listener listener) {
    Instant begun = queue.now();
    new DeadLetterScan(queue)
        .run(
            letter -> {
              listener.read(letter);
              if (letter.sent().isAfter(begun)
                  || (reason != null && !reason.equals(letter.reason()))) {
                return Next.KEEP;
              }
              listener.matched(letter);
              return dryRun ? Next.KEEP : move(letter, listener);
            });
  }

  private Next move(DeadLetter letter, Listener listener) {
    queue.sendBack(letter);
    listener.sent(letter);
    queue.delete(letter);
    listener.moved(letter);
    return Next.DELETED;
  }
}
