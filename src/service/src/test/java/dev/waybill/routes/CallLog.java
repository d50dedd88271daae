package dev.waybill.routes;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Calls that a route made, in order, with the failures and the answers that a test prepared. Routes
 * call the log from their own threads; tests prepare it before the route starts.
 */
public final class CallLog {
  private final List<String> made = new CopyOnWriteArrayList<>();
  private final Map<String, Deque<RuntimeException>> failures = new HashMap<>();
  private final Map<String, Deque<Boolean>> answers = new HashMap<>();

  /**
   * Records a call.
   *
   * @throws RuntimeException when the test prepared a failure of this call
   */
  public synchronized void record(String call) {
    made.add(call);
    RuntimeException failure = failures.getOrDefault(call, new ArrayDeque<>()).poll();
    if (failure != null) {
      throw failure;
    }
  }

  /** Returns the next prepared answer to a question of a route, else false. */
  public synchronized boolean answer(String question) {
    return Boolean.TRUE.equals(answers.getOrDefault(question, new ArrayDeque<>()).poll());
  }

  /** Makes the next call of that name fail; the call is recorded. */
  void fail(String call, RuntimeException failure) {
    fail(call, failure, 1);
  }

  /** Makes the next calls of that name fail; the calls are recorded. */
  synchronized void fail(String call, RuntimeException failure, int times) {
    failures
        .computeIfAbsent(call, it -> new ArrayDeque<>())
        .addAll(Collections.nCopies(times, failure));
  }

  /** Prepares the answers to a question, in order. */
  synchronized void prepare(String question, Boolean... inOrder) {
    answers.computeIfAbsent(question, it -> new ArrayDeque<>()).addAll(List.of(inOrder));
  }

  /** Returns the recorded calls in order. */
  List<String> made() {
    return made;
  }
}
