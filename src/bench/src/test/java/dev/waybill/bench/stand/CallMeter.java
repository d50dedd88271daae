package dev.waybill.bench.stand;

import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Counter of the calls of consumers since the last reset. Thread-safe. */
final class CallMeter {
  private final Map<String, LongAdder> numbers = new ConcurrentHashMap<>();
  private final Queue<Mark> marks = new ConcurrentLinkedQueue<>();
  private final LongAdder promoted = new LongAdder();
  private final LongAdder sealed = new LongAdder();

  void ended(StandOperation operation, long begun, int status, long in, long out) {
    if (!operation.isOfTheChain()) {
      return;
    }
    add("calls." + operation, 1);
    add("in." + operation, in);
    add("out." + operation, out);
    if (status >= 300) {
      add("refused." + operation, 1);
    }
    if (!operation.key().isEmpty()) {
      keep(
          new Mark(
              begun,
              System.nanoTime(),
              status,
              operation.name(),
              operation.bucket(),
              operation.key()));
    }
  }

  private void keep(Mark mark) {
    marks.add(mark);
    if (mark.wrote() && mark.bucket().startsWith("raw-")) {
      promoted.increment();
    } else if (mark.wrote()) {
      sealed.increment();
    }
  }

  private void add(String name, long number) {
    numbers.computeIfAbsent(name, unused -> new LongAdder()).add(number);
  }

  void reset() {
    numbers.clear();
    marks.clear();
    promoted.reset();
    sealed.reset();
  }

  /** Objects written below processed/ and records sealed so far. */
  String progress() {
    return promoted.sum() + " " + sealed.sum();
  }

  String numbers() {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(numbers)
        .forEach((name, sum) -> lines.append(name).append(' ').append(sum.sum()).append('\n'));
    return lines.toString();
  }

  String marks() {
    StringBuilder lines = new StringBuilder();
    marks.forEach(mark -> lines.append(mark.line()).append('\n'));
    return lines.toString();
  }
}
