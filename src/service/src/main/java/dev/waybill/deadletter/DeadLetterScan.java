package dev.waybill.deadletter;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reading of every dead letter once. SQS has no way to look at a message without hiding it, so each
 * message is hidden while the scan runs, and all are shown again at its end.
 */
public final class DeadLetterScan {
  /** Consecutive batches without a new message that end a scan of a long queue. */
  private static final int MAX_KNOWN_BATCHES = 10;

  private final DeadLetters queue;

  /** Continuation of a scan after one message. */
  enum Next {
    KEEP,
    /** The message was deleted. */
    DELETED,
    /** Ends the scan. */
    STOP
  }

  /** Receiver of each message. */
  @FunctionalInterface
  interface Visitor {
    Next visit(DeadLetter letter);
  }

  public DeadLetterScan(DeadLetters queue) {
    this.queue = queue;
  }

  /**
   * Reads until no message is visible, or only messages that were read before.
   *
   * @param visitor receives each message once
   */
  void run(Visitor visitor) {
    Map<String, String> hidden = new HashMap<>();
    try {
      scan(visitor, hidden);
    } finally {
      queue.show(hidden.values());
    }
  }

  private void scan(Visitor visitor, Map<String, String> hidden) {
    Set<String> read = new HashSet<>();
    int known = 0;
    while (known < MAX_KNOWN_BATCHES) {
      List<DeadLetter> batch = queue.receive();
      batch.forEach(it -> hidden.put(it.id(), it.receipt()));
      List<DeadLetter> unread = batch.stream().filter(it -> read.add(it.id())).toList();
      for (DeadLetter letter : unread) {
        Next next = visitor.visit(letter);
        if (next == Next.DELETED) {
          hidden.remove(letter.id());
        } else if (next == Next.STOP) {
          return;
        }
      }
      if (batch.isEmpty()) {
        return;
      }
      known = unread.isEmpty() ? known + 1 : 0;
    }
  }
}
