package dev.waybill.bench;

import dev.waybill.bench.server.CallRecord;
import java.util.List;

/**
 * Measured part of a batch. Excludes the beginning, when connections are opened, and the last
 * objects, when some workers are idle.
 */
record MeasuredSpan(int objects) {
  int first() {
    return Math.max(1, objects / 5);
  }

  int last() {
    return objects - objects / 50;
  }

  double rate(List<CallRecord> calls, ConsumerResources resources) {
    long[] promoted =
        calls.stream()
            .filter(call -> call.isWriteTo(resources.raw()))
            .mapToLong(CallRecord::endNanos)
            .sorted()
            .toArray();
    double seconds = (promoted[last() - 1] - promoted[first() - 1]) / 1e9;
    return (last() - first()) / seconds;
  }
}
