package dev.waybill.audit.proof;

import java.util.List;
import java.util.Map;

/**
 * Something that happened, and whether the audit finds it.
 *
 * @param audit the id
 * @param name what it is
 * @param why a near miss is no finding; empty for a finding
 * @param finding or a near miss
 * @param events in the log
 * @param row columns and values of the answer's row of the first event expected there; an empty
 *     value stands for NULL
 */
record ProofCase(
    String audit,
    String name,
    String why,
    boolean finding,
    List<ProofEvent> events,
    Map<String, String> row) {
  ProofCase {
    events = List.copyOf(events);
    row = Map.copyOf(row);
  }

  @Override
  public String toString() {
    return audit + (finding ? " finding \"" : " near miss \"") + name + "\"";
  }
}
