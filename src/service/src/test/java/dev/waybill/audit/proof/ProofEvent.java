package dev.waybill.audit.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * One record of a log.
 *
 * @param json as CloudTrail has it
 * @param expectedBy the audits whose answers must name it
 */
record ProofEvent(ObjectNode json, Set<String> expectedBy) {
  ProofEvent {
    expectedBy = Set.copyOf(expectedBy);
  }

  String id() {
    return json.path("eventID").asText();
  }
}
