package dev.waybill.audit.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Record of a log.
 *
 * @param json CloudTrail's JSON of the record
 * @param expectedBy audits whose answers must name the record
 */
record ProofEvent(ObjectNode json, Set<String> expectedBy) {
  ProofEvent {
    expectedBy = Set.copyOf(expectedBy);
  }

  String id() {
    return json.path("eventID").asText();
  }
}
