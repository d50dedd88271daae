package dev.waybill.bench;

import java.util.Map;

/**
 * Measurement of one batch.
 *
 * @param rate objects a second between the warm point and the last few
 * @param cpu the consumer's processor seconds for 1,000 objects
 * @param serverCpu the server's, in the same time
 * @param calls by operation, for one object
 * @param bytesRead what the server sent for reads of objects, for one object
 */
record Batch(
    double rate, double cpu, double serverCpu, Map<String, Double> calls, double bytesRead) {
  double allCalls() {
    return calls.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
