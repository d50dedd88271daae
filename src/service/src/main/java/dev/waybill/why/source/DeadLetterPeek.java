package dev.waybill.why.source;

import dev.waybill.deadletter.DeadLetter;
import java.util.List;

/** Port to a look at the dead-letter queue that hides no message from others. */
@FunctionalInterface
public interface DeadLetterPeek {
  /**
   * Messages that were seen.
   *
   * @param isComplete false when there may be more
   */
  record Letters(List<DeadLetter> letters, boolean isComplete) {
    /** Result without a message. */
    public static final Letters NONE = new Letters(List.of(), true);

    public Letters {
      letters = List.copyOf(letters);
    }
  }

  /**
   * Looks at some messages.
   *
   * @throws RuntimeException when the queue cannot be read
   */
  Letters look();
}
