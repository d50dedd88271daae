package dev.waybill.promotion;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Scheduler of workers of which only one runs at any time, until its next turn. The order of turns
 * is random but given, so that an interleaving that fails can be repeated.
 */
final class TurnTaker {
  private static final long TIMEOUT_SECONDS = 30;
  private static final int TURNS_IN_A_ROW = 4;

  private static final ThreadLocal<Worker> CURRENT = new ThreadLocal<>();
  private final Semaphore paused = new Semaphore(0);

  private static final class Worker extends Thread {
    private final Semaphore turn = new Semaphore(0);
    private final Runnable work;
    private final Semaphore paused;
    private volatile boolean ended;
    private volatile Throwable failure;

    Worker(Runnable work, Semaphore paused) {
      super("worker");
      this.work = work;
      this.paused = paused;
      setDaemon(true);
    }

    @Override
    public void run() {
      CURRENT.set(this);
      acquire(turn);
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        failure = e;
      }
      ended = true;
      paused.release();
    }
  }

  /** Ends the turn of the calling worker, and waits for its next one; does nothing elsewhere. */
  void nextTurn() {
    Worker worker = CURRENT.get();
    if (worker != null) {
      paused.release();
      acquire(worker.turn);
    }
  }

  /** Runs all workers to their ends; fails with the first failure of a worker. */
  void run(List<Runnable> works, Random order) {
    List<Worker> running = new ArrayList<>();
    works.forEach(work -> running.add(new Worker(work, paused)));
    running.forEach(Thread::start);
    Worker next = running.get(0);
    while (!running.isEmpty()) {
      // Most races need a worker that waits while another one takes several turns.
      if (next.ended || order.nextInt(TURNS_IN_A_ROW) == 0) {
        next = running.get(order.nextInt(running.size()));
      }
      next.turn.release();
      acquire(paused);
      if (next.failure != null) {
        throw new AssertionError("a worker failed", next.failure);
      }
      if (next.ended) {
        running.remove(next);
      }
    }
  }

  private static void acquire(Semaphore semaphore) {
    try {
      if (!semaphore.tryAcquire(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("no turn within " + TIMEOUT_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
