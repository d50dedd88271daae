package dev.waybill.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Entries of this process that are not durable yet, in their order, with the actions that wait for
 * them. Entries are added by any thread and taken by one.
 */
final class PendingQueue {
  /** Time without a hurry after which entries linger as in a process that does not sequence. */
  private static final long HURRIED_NANOS = Duration.ofSeconds(3).toNanos();

  private final PendingWriter.Limits limits;
  private final LongSupplier nanos;
  private final Queue<EncodedEntry> waiting = new ArrayDeque<>();
  private final NavigableMap<Long, List<Runnable>> actions = new TreeMap<>();
  private long waitingBytes;
  private long waitingSince;
  private long added;
  private long durable;
  private boolean isClosed;
  private boolean isHurried;
  private long hurriedAt;

  /**
   * @param nanos the time source in nanoseconds, such as {@link System#nanoTime()}
   */
  PendingQueue(PendingWriter.Limits limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
  }

  /**
   * Adds an entry.
   *
   * @throws IllegalStateException when the queue is closed or full
   */
  synchronized void add(EncodedEntry entry) {
    if (isClosed) {
      throw new IllegalStateException("the writer of the log is stopped");
    }
    if (added - durable >= limits.waiting()) {
      throw new IllegalStateException(
          limits.waiting() + " entries wait for the log; its bucket cannot be written");
    }
    if (waiting.isEmpty()) {
      waitingSince = nanos.getAsLong();
    }
    waiting.add(entry);
    waitingBytes += entry.bundleBytes();
    added++;
    // The first entry starts the time that a batch lingers, and a full batch ends it.
    if (waiting.size() == 1 || isBatchFull()) {
      notifyAll();
    }
  }

  private boolean isBatchFull() {
    return waiting.size() >= limits.batchEntries() || waitingBytes >= limits.batchBytes();
  }

  /** Waits until a batch is full or has lingered; returns nothing when the queue is closed. */
  synchronized List<EncodedEntry> take() throws InterruptedException {
    while (!isClosed && !isHurried && !isBatchFull()) {
      long left =
          waiting.isEmpty() ? Long.MAX_VALUE : lingerNanos() - (nanos.getAsLong() - waitingSince);
      if (left <= 0) {
        break;
      }
      wait(waiting.isEmpty() ? 0 : Math.max(1, Duration.ofNanos(left).toMillis()));
    }
    return poll();
  }

  /** A process that sequences hurries every round, which then makes one batch instead of two. */
  private long lingerNanos() {
    boolean isLed = hurriedAt != 0 && nanos.getAsLong() - hurriedAt < HURRIED_NANOS;
    return isLed ? HURRIED_NANOS : limits.linger().toNanos();
  }

  /** Lets {@link #take} return what waits without lingering. */
  synchronized void hurry() {
    hurriedAt = nanos.getAsLong();
    if (!waiting.isEmpty()) {
      isHurried = true;
      notifyAll();
    }
  }

  /** Returns the next batch at once; empty when no entry waits. */
  synchronized List<EncodedEntry> poll() {
    List<EncodedEntry> batch = new ArrayList<>();
    isHurried = false;
    long bytes = 0;
    for (EncodedEntry next = waiting.peek();
        next != null && batch.size() < limits.batchEntries();
        next = waiting.peek()) {
      bytes += next.bundleBytes();
      if (bytes > limits.batchBytes() && !batch.isEmpty()) {
        break;
      }
      batch.add(waiting.remove());
      waitingBytes -= next.bundleBytes();
    }
    waitingSince = nanos.getAsLong();
    return batch;
  }

  /** Records that the oldest entries are durable; returns the actions that waited for them. */
  synchronized List<Runnable> durable(int entries) {
    durable += entries;
    NavigableMap<Long, List<Runnable>> due = actions.headMap(durable, true);
    List<Runnable> all = due.values().stream().flatMap(List::stream).toList();
    due.clear();
    return all;
  }

  /** Keeps an action until a position is durable; returns false when it is already. */
  synchronized boolean await(long position, Runnable action) {
    if (position <= durable) {
      return false;
    }
    actions.computeIfAbsent(position, it -> new ArrayList<>()).add(action);
    return true;
  }

  /** Returns the number of entries that were added. */
  synchronized long position() {
    return added;
  }

  /** Returns the number of entries that are not durable yet. */
  synchronized int size() {
    return Math.toIntExact(added - durable);
  }

  /** Rejects further entries, and lets {@link #take} return the rest without lingering. */
  synchronized void close() {
    isClosed = true;
    notifyAll();
  }
}
