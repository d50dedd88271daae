package dev.waybill.bench.server;

import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Meter of the calls of consumers since the last reset. Thread-safe. */
final class CallMeter {
  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
  private final Queue<CallRecord> calls = new ConcurrentLinkedQueue<>();
  private final LongAdder promoted = new LongAdder();
  private final LongAdder sealed = new LongAdder();
  private final LongAdder records = new LongAdder();
  private final LongAdder reread = new LongAdder();

  void record(ServerOperation operation, long startNanos, int status, long in, long out) {
    if (!operation.isMeasured()) {
      return;
    }
    add("calls." + operation, 1);
    add("in." + operation, in);
    add("out." + operation, out);
    if (status >= 300) {
      add("failed." + operation, 1);
    }
    if (!operation.key().isEmpty() && !operation.isOfLog()) {
      add(
          new CallRecord(
              startNanos,
              System.nanoTime(),
              status,
              operation.name(),
              operation.bucket(),
              operation.key()));
    }
  }

  private void add(CallRecord call) {
    calls.add(call);
    if (call.isWrite() && call.bucket().startsWith("raw-")) {
      promoted.increment();
    } else if (call.isWrite()) {
      sealed.increment();
      if (call.isWriteOfRecord()) {
        records.increment();
      }
    } else if (call.isReadOfPromoted()) {
      reread.increment();
    }
  }

  private void add(String name, long number) {
    counters.computeIfAbsent(name, unused -> new LongAdder()).add(number);
  }

  void reset() {
    counters.clear();
    calls.clear();
    promoted.reset();
    sealed.reset();
    records.reset();
    reread.reset();
  }

  /**
   * Returns the numbers of objects written to raw buckets, of objects written to others, of objects
   * read below processed/, and of records.
   */
  String progress() {
    return promoted.sum() + " " + sealed.sum() + " " + reread.sum() + " " + records.sum();
  }

  String counters() {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(counters)
        .forEach((name, sum) -> lines.append(name).append(' ').append(sum.sum()).append('\n'));
    return lines.toString();
  }

  String calls() {
    StringBuilder lines = new StringBuilder();
    calls.forEach(call -> lines.append(call.line()).append('\n'));
    return lines.toString();
  }
}
