package dev.waybill.audit.cases;

import static dev.waybill.alert.StoredJson.text;
import static dev.waybill.alert.StoredJson.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.Severity;
import dev.waybill.alert.StoredJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Stored format of the cases: JSON. */
final class CaseJson {
  private static final int VERSION = 1;

  private CaseJson() {}

  static String of(CaseBook book) {
    ObjectNode json = StoredJson.MAPPER.createObjectNode().put("version", VERSION);
    ArrayNode cases = json.putArray("cases");
    book.cases().forEach(it -> write(it, cases.addObject()));
    new TreeMap<>(book.runs()).forEach(json.putObject("runs")::put);
    new TreeMap<>(book.merged()).forEach(json.putObject("merged")::put);
    return json.toString();
  }

  private static void write(AttackCase it, ObjectNode json) {
    json.put("id", it.id());
    Instant told = it.told();
    if (told != null) {
      json.put("told", told.toString());
    }
    ArrayNode steps = json.putArray("steps");
    it.inOrder().forEach(step -> write(step, steps.addObject()));
    write(it.principals(), json.putObject("principals"));
    write(it.addresses(), json.putObject("addresses"));
  }

  private static void write(CaseStep step, ObjectNode json) {
    json.put("audit", step.audit()).put("stage", step.stage().name());
    json.put("severity", step.severity().name()).put("leading", step.isLeading());
    write(step.span(), json);
    json.put("incidents", step.incidents()).put("events", step.events());
  }

  private static void write(CaseTies ties, ObjectNode json) {
    new TreeMap<>(ties.spans()).forEach((name, span) -> write(span, json.putObject(name)));
  }

  private static void write(TimeSpan span, ObjectNode json) {
    json.put("first", span.first().toString()).put("last", span.last().toString());
  }

  /**
   * Reads stored cases.
   *
   * @throws IllegalArgumentException when the text is not cases of this version
   */
  static CaseBook read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return StoredJson.read(bytes, VERSION, "the cases of audits", CaseJson::book);
  }

  private static CaseBook book(JsonNode json) {
    List<AttackCase> cases = new ArrayList<>();
    json.path("cases").forEach(it -> cases.add(attackCase(it)));
    return new CaseBook(cases, texts(json.path("runs")), texts(json.path("merged")));
  }

  private static Map<String, String> texts(JsonNode json) {
    Map<String, String> texts = new TreeMap<>();
    json.properties().forEach(it -> texts.put(it.getKey(), text(json, it.getKey())));
    return texts;
  }

  private static AttackCase attackCase(JsonNode json) {
    Map<String, CaseStep> steps = new TreeMap<>();
    json.path("steps").forEach(it -> steps.put(text(it, "audit"), step(it)));
    return new AttackCase(
        text(json, "id"),
        json.hasNonNull("told") ? time(json, "told") : null,
        steps,
        ties(json.path("principals")),
        ties(json.path("addresses")));
  }

  private static CaseStep step(JsonNode json) {
    return new CaseStep(
        text(json, "audit"),
        Stage.valueOf(text(json, "stage")),
        Severity.valueOf(text(json, "severity")),
        json.path("leading").asBoolean(),
        span(json),
        json.path("incidents").asLong(),
        json.path("events").asLong());
  }

  private static CaseTies ties(JsonNode json) {
    Map<String, TimeSpan> spans = new TreeMap<>();
    json.properties().forEach(it -> spans.put(it.getKey(), span(it.getValue())));
    return new CaseTies(spans);
  }

  private static TimeSpan span(JsonNode json) {
    return new TimeSpan(time(json, "first"), time(json, "last"));
  }
}
