package dev.waybill.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;

/**
 * Scheduler of actors that run one step at a time in an order that a seed decides. Each actor has a
 * thread, but only one of them runs at any time, so a run can be repeated.
 */
final class StepScheduler {
  /** Failure that a step ends with, as if the process had died or the store had failed. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Crash() {
      super("crash", null, false, false);
    }
  }

  /** Part of a program, which ends when it returns. */
  interface Program {
    void run(Actor actor);
  }

  /** Program with its thread. */
  final class Actor {
    private final Semaphore turn = new Semaphore(0);
    private boolean isEnded;
    private boolean crashesAfter;

    /** Lets other actors run for a number of own steps. */
    void pause(int steps) {
      for (int step = 0; step < steps; step++) {
        parked.release();
        turn.acquireUninterruptibly();
      }
    }

    /** Waits for the turn, and may crash before the effect of the step. */
    void begin() {
      parked.release();
      turn.acquireUninterruptibly();
      if (random.nextInt(1000) < crashesIn1000) {
        crashesAfter = random.nextBoolean();
        if (!crashesAfter) {
          throw new Crash();
        }
      }
    }

    /** May crash after the effect of the step. */
    void end() {
      if (crashesAfter) {
        crashesAfter = false;
        throw new Crash();
      }
    }
  }

  private final Random random;
  private final int crashesIn1000;
  private final Semaphore parked = new Semaphore(0);
  private final List<Actor> actors = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  StepScheduler(Random random, int crashesIn1000) {
    this.random = random;
    this.crashesIn1000 = crashesIn1000;
  }

  /** Starts a program up to its first step. */
  void start(Program program) {
    Actor actor = new Actor();
    actors.add(actor);
    Thread thread =
        new Thread(
            () -> {
              try {
                program.run(actor);
              } catch (Throwable e) {
                failures.add(e);
              }
              actor.isEnded = true;
              parked.release();
            });
    thread.setDaemon(true);
    thread.start();
    parked.acquireUninterruptibly();
  }

  /** Runs all programs to their ends; throws the first failure of one. */
  void run() {
    List<Actor> live = new ArrayList<>(actors);
    live.removeIf(it -> it.isEnded);
    while (!live.isEmpty()) {
      live.get(random.nextInt(live.size())).turn.release();
      parked.acquireUninterruptibly();
      live.removeIf(it -> it.isEnded);
    }
    if (!failures.isEmpty()) {
      throw new AssertionError(failures.get(0));
    }
  }
}
