package dev.waybill.cli;

import dev.waybill.alert.Finding;
import dev.waybill.alert.incident.Decision;
import dev.waybill.alert.incident.Incident;
import dev.waybill.record.offline.EscapedText;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Incidents as text and JSON; untrusted input is escaped. */
final class IncidentTable {
  private static final List<String> COLUMNS =
      List.of("id", "severity", "since", "occurrences", "state", "title");
  private static final int LABEL_WIDTH = 13;

  private final PrintWriter out;
  private final Instant now;

  /**
   * @param now the time that decides which silences are in force
   */
  IncidentTable(PrintWriter out, Instant now) {
    this.out = out;
    this.now = now;
  }

  void print(List<Incident> incidents) {
    RowTable table = new RowTable(out, COLUMNS);
    incidents.forEach(it -> table.row(row(it)));
    table.end();
    out.println(
        incidents.size() == 1
            ? "1 incident"
            : (incidents.isEmpty() ? "no" : incidents.size()) + " incidents");
    out.flush();
  }

  private Map<String, String> row(Incident incident) {
    Finding finding = incident.finding();
    return Map.of(
        "id", incident.shortId(),
        "severity", severity(finding),
        "since", time(incident.opened()),
        "occurrences", Long.toString(finding.occurrences().count()),
        "state", state(incident),
        "title", finding.title());
  }

  private static String severity(Finding finding) {
    return finding.severity().name().toLowerCase(Locale.ROOT);
  }

  private static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private String state(Incident incident) {
    if (incident.endReason() != null) {
      return "ended";
    }
    return incident
        .silenceAt(now)
        .map(Decision::until)
        .map(until -> "silenced until " + time(until))
        .orElse(
            incident.decisions().acknowledgement().isPresent()
                ? "acknowledged"
                : incident.listed() ? "open, not told (storm)" : "open");
  }

  /** Prints everything about one incident. */
  void print(Incident incident) {
    Map<String, String> lines = new LinkedHashMap<>();
    json(incident)
        .forEach(
            (name, value) -> {
              if (value instanceof Map<?, ?> details) {
                details.forEach((key, text) -> lines.put(key.toString(), text.toString()));
              } else if (!(value instanceof List<?>)) {
                lines.put(name, Objects.toString(value, "-"));
              }
            });
    lines.forEach((name, text) -> line(name, text));
    incident.finding().affected().names().forEach(it -> line("hit", it));
    incident.decisions().all().forEach(it -> line("decision", it.sentence()));
    out.flush();
  }

  private void line(String name, String text) {
    String label = EscapedText.of(name);
    out.println(
        label + " ".repeat(Math.max(1, LABEL_WIDTH - label.length())) + EscapedText.of(text));
  }

  /** Returns the members of the JSON of an incident. */
  Map<String, Object> json(Incident incident) {
    Finding finding = incident.finding();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", incident.shortId());
    json.put("name", incident.name());
    json.put("uid", finding.uid());
    json.put("state", state(incident));
    json.put("severity", severity(finding));
    json.put("rule", finding.rule());
    json.put("title", finding.title());
    json.put("message", finding.message());
    json.put("remediation", finding.remediation());
    json.put("resource", finding.resource());
    json.put("since", incident.opened().toString());
    json.put("firstSeen", finding.occurrences().first().toString());
    json.put("lastSeen", finding.occurrences().last().toString());
    json.put("occurrences", finding.occurrences().count());
    json.put("end", incident.endReason());
    json.put("details", finding.details());
    json.put("resources", finding.affected().names());
    json.put("decisions", incident.decisions().all().stream().map(IncidentTable::json).toList());
    return json;
  }

  private static Map<String, Object> json(Decision decision) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("decision", decision.kind().name().toLowerCase(Locale.ROOT));
    json.put("by", decision.by());
    json.put("at", decision.at().toString());
    json.put("why", decision.why());
    json.put("until", decision.until() == null ? null : decision.until().toString());
    return json;
  }
}
