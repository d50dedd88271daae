package dev.waybill.audit.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Fixtures of all audits. */
final class ProofCases {
  static final Path FOLDER = Path.of("src/service/src/test/resources/dev/waybill/audit/proof");
  private static final Set<String> OTHERS = Set.of("base.json", "oddities.json");

  /** Audit whose fixtures say which calls are claimed. */
  private static final String CLAIMS_AUDIT = "PL-07";

  private static final ObjectMapper JSON = new ObjectMapper();

  private ProofCases() {}

  /** Returns the cases by audit, in the order of the ids. */
  static Map<String, List<ProofCase>> all() {
    EventExpansion expansion = new EventExpansion(json(FOLDER.resolve("base.json")));
    Map<String, List<ProofCase>> cases = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(ProofCases::isOfAnAudit).toList()) {
        String audit = file.getFileName().toString().replace(".json", "");
        cases.put(audit, of(audit, json(file), expansion));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  /** Returns odd records as seen in real logs; no audit finds anything in them. */
  static List<JsonNode> oddities() {
    List<JsonNode> records = new ArrayList<>();
    json(FOLDER.resolve("oddities.json")).path("records").forEach(records::add);
    return records;
  }

  /** Returns whether an audit judges the user agent, which a caller may choose. */
  static boolean judgesClient(String audit) {
    return json(FOLDER.resolve(audit + ".json")).path("judgesClient").asBoolean();
  }

  private static boolean isOfAnAudit(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".json") && !OTHERS.contains(name);
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<ProofCase> of(String audit, JsonNode file, EventExpansion expansion) {
    List<ProofCase> cases = new ArrayList<>();
    file.path("findings").forEach(it -> cases.add(of(audit, it, true, expansion)));
    file.path("nearMisses").forEach(it -> cases.add(of(audit, it, false, expansion)));
    return cases;
  }

  private static ProofCase of(
      String audit, JsonNode one, boolean finding, EventExpansion expansion) {
    Set<String> expectedBy = new LinkedHashSet<>();
    if (finding) {
      expectedBy.add(audit);
    }
    one.path("also").forEach(it -> expectedBy.add(it.asText()));
    String name = one.path("name").asText();
    List<ProofEvent> events = new ArrayList<>();
    List<JsonNode> claims = new ArrayList<>();
    one.path("claims").forEach(claims::add);
    for (JsonNode event : one.path("events")) {
      String unique = audit + "/" + finding + "/" + name + "/" + events.size();
      List<ProofEvent> expanded = expansion.expand(event, unique, expectedBy);
      events.addAll(expanded);
      // The service claims its calls in the fixtures of every other audit.
      if (event.has("claimed") || !audit.equals(CLAIMS_AUDIT)) {
        String replica = event.path("claimed").asText("fixture");
        expanded.forEach(it -> claims.add(claim(replica, it)));
      }
    }
    return new ProofCase(audit, name, one.path("why").asText(), finding, events, claims, row(one));
  }

  private static JsonNode claim(String replica, ProofEvent event) {
    return JSON.createObjectNode()
        .put("kind", "call")
        .put("replica", replica)
        .put("request_id", event.json().path("requestID").asText())
        .put("begun_at", event.json().path("eventTime").asText());
  }

  private static Map<String, String> row(JsonNode one) {
    Map<String, String> row = new LinkedHashMap<>();
    one.path("row").properties().forEach(it -> row.put(it.getKey(), it.getValue().asText("")));
    return row;
  }
}
