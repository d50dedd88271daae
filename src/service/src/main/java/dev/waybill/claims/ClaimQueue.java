package dev.waybill.claims;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.LongSupplier;

/** Claims of this process that are in no file yet. Any thread adds claims, and one takes them. */
final class ClaimQueue {
  private final ClaimsWriter.Limits limits;
  private final LongSupplier nanos;
  private final Queue<Claim> waiting = new ArrayDeque<>();
  private long due;
  private Duration next;
  private int taken;
  private boolean isClosed;
  private boolean hasEnded;

  /**
   * Claims of one file.
   *
   * @param isLast true when the process makes no further file
   */
  record Batch(List<Claim> claims, boolean isLast) {}

  /**
   * @param nanos the time source in nanoseconds, such as {@link System#nanoTime()}
   */
  ClaimQueue(ClaimsWriter.Limits limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
    due = nanos.getAsLong() + limits.first().toNanos();
    next = limits.second();
  }

  /** Adds a claim; returns false when too many wait. After the last batch claims are ignored. */
  synchronized boolean add(Claim claim) {
    if (hasEnded) {
      return true;
    }
    if (size() >= limits.waiting()) {
      return false;
    }
    waiting.add(claim);
    if (waiting.size() == 1 || waiting.size() >= limits.batch()) {
      notifyAll();
    }
    return true;
  }

  /**
   * Waits until a file is due or full, or the queue is closed.
   *
   * @return a batch; without claims when the queue is closed and empty
   */
  synchronized Batch take() throws InterruptedException {
    while (!isClosed && waiting.size() < limits.batch()) {
      Duration left = left();
      if (!waiting.isEmpty() && (left.isNegative() || left.isZero())) {
        break;
      }
      wait(waiting.isEmpty() ? 0 : Math.max(1, left.toMillis()));
    }
    return poll();
  }

  /** Returns the time until a file is due; not positive when it is. */
  synchronized Duration left() {
    return Duration.ofNanos(due - nanos.getAsLong());
  }

  /** Returns the next batch at once. */
  synchronized Batch poll() {
    List<Claim> claims = new ArrayList<>(Math.min(waiting.size(), limits.batch()));
    while (claims.size() < limits.batch() && !waiting.isEmpty()) {
      claims.add(waiting.remove());
    }
    taken = claims.size();
    due = nanos.getAsLong() + next.toNanos();
    next = limits.period();
    hasEnded = isClosed && waiting.isEmpty();
    return new Batch(claims, hasEnded);
  }

  /** Records that the batch taken last is stored. */
  synchronized void stored() {
    taken = 0;
  }

  /** Returns the number of claims that are not stored yet. */
  synchronized int size() {
    return waiting.size() + taken;
  }

  /** Lets {@link #take} return what waits at once. */
  synchronized void close() {
    isClosed = true;
    notifyAll();
  }
}
