package dev.waybill.bench;

import java.util.Map;

/**
 * Measurement of one batch.
 *
 * @param rate objects per second within the measured span
 * @param cpu processor seconds of the consumer for 1,000 objects
 * @param serverCpu processor seconds of the server for 1,000 objects
 * @param calls calls per object, by operation; those of the log begin with {@code log.}
 * @param bytesRead bytes per object that the server sent in responses to GetObject
 */
record Batch(
    double rate, double cpu, double serverCpu, Map<String, Double> calls, double bytesRead) {
  double totalCalls() {
    return calls.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Returns the calls per object that write the log of records. */
  double logCalls() {
    return calls.entrySet().stream()
        .filter(call -> call.getKey().startsWith("log."))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }
}
