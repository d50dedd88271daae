package dev.waybill.audit.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * Fixture of one case: events, and whether an audit must find them.
 *
 * @param audit id of the audit
 * @param name description of the case
 * @param why reason that a near miss is not a finding; empty for a finding
 * @param finding whether the case is a finding rather than a near miss
 * @param events events in the log
 * @param claims lines of the table of claims
 * @param row expected values by column of the row of the first expected event; an empty value means
 *     NULL
 */
record ProofCase(
    String audit,
    String name,
    String why,
    boolean finding,
    List<ProofEvent> events,
    List<JsonNode> claims,
    Map<String, String> row) {
  ProofCase {
    events = List.copyOf(events);
    claims = List.copyOf(claims);
    row = Map.copyOf(row);
  }

  @Override
  public String toString() {
    return audit + (finding ? " finding \"" : " near miss \"") + name + "\"";
  }
}
