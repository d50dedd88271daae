package dev.waybill.fixity.report;

import dev.waybill.fixity.CycleId;
import dev.waybill.record.log.Checkpoint;
import java.time.Instant;

/**
 * Facts of a cycle that its results do not state.
 *
 * @param cycle the cycle
 * @param ended time at which the cycle ended; results of work that ended later do not count
 * @param begin verified checkpoint of the log when the cycle began: its entries are those to
 *     examine
 * @param end verified checkpoint of the log when the cycle ended
 * @param policy the policy in force
 */
public record CycleFacts(
    CycleId cycle, Instant ended, Checkpoint begin, Checkpoint end, CyclePolicy policy) {
  public CycleFacts {
    if (ended.isBefore(cycle.began()) || end.size() < begin.size()) {
      throw new IllegalArgumentException("the cycle " + cycle + " ends before it begins");
    }
  }
}
