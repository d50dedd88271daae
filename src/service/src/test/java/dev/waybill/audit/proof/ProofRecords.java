package dev.waybill.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Records of the fixtures of all audits, among odd records of real logs, and what audits must find
 * in them.
 */
final class ProofRecords {
  private final List<ProofCase> cases =
      ProofCases.all().values().stream().flatMap(List::stream).toList();
  private final Map<String, String> names = new HashMap<>();

  ProofRecords() {
    ProofCases.oddities().forEach(it -> names.put(it.path("eventID").asText(), "an odd record"));
    cases.forEach(it -> it.events().forEach(event -> names.put(event.id(), it.toString())));
  }

  List<ProofCase> cases() {
    return cases;
  }

  /** Returns the name of the case of an event. */
  String name(String event) {
    return names.getOrDefault(event, "no fixture");
  }

  /**
   * Delivers every record in a file of the day, and all of them again in a file of the next day.
   */
  void deliver(AuditedLogs logs, RecordVariant variant) {
    List<JsonNode> records = new ArrayList<>();
    ProofCases.oddities().forEach(it -> records.add(variant.of((ObjectNode) it)));
    cases.forEach(it -> it.events().forEach(event -> records.add(variant.of(event.json()))));
    int half = records.size() / 2;
    logs.deliver("2026/03/10", "first", records.subList(0, half));
    logs.deliver("2026/03/10", "second", records.subList(half, records.size()));
    logs.deliver("2026/03/11", "duplicate", records);
    logs.claim("2026/03/10", cases.stream().flatMap(it -> it.claims().stream()).toList());
  }

  /** Asserts that the answer of an audit names the events of its fixtures, and no others. */
  void assertFinds(String audit, QueryAnswer answer) {
    List<String> expected =
        cases.stream()
            .flatMap(it -> it.events().stream())
            .filter(it -> it.expectedBy().contains(audit))
            .map(ProofEvent::id)
            .toList();
    assertThat(answer.all("event_id"))
        .map(this::describe)
        .containsExactlyInAnyOrderElementsOf(expected.stream().map(this::describe).toList());
  }

  private String describe(String event) {
    return name(event) + " " + event;
  }
}
