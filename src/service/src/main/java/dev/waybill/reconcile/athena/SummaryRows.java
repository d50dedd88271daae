package dev.waybill.reconcile.athena;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.reconcile.ReconcileExample;
import dev.waybill.reconcile.ReconcileSums;
import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.reconcile.row.SourceReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of the statements sources and summary as a result. For one thread. */
final class SummaryRows {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SOURCES = 4;
  private static final String IN_FLIGHT = "in-flight";

  private final List<SourceReading> readings;
  private final List<String> problems = new ArrayList<>();
  private final Map<ReconcileVerdict, Long> counts = new EnumMap<>(ReconcileVerdict.class);
  private final Map<ReconcileVerdict, List<ReconcileExample>> examples =
      new EnumMap<>(ReconcileVerdict.class);
  private int sources;
  private long inFlight;
  private long there;
  private long sealed;
  private long events;
  private long union;

  SummaryRows(List<SourceReading> readings) {
    this.readings = readings;
  }

  void problem(String text) {
    problems.add(text);
  }

  /** Adds a row of the sources. */
  void source(Map<String, String> row) {
    sources++;
    String problem = row.get("problem");
    if (problem != null) {
      problems.add("source " + row.get("source") + ": incomplete: " + problem);
    }
  }

  /** Returns true when Athena has found every source complete. */
  boolean isComplete() {
    if (problems.isEmpty() && sources != SOURCES) {
      problems.add("Athena stated " + sources + " sources, expected " + SOURCES);
    }
    return problems.isEmpty();
  }

  /** Adds a row of the summary. */
  void verdict(Map<String, String> row) {
    String label = String.valueOf(row.get("verdict"));
    long versions = number(row, "versions");
    union += versions;
    there += number(row, "there");
    sealed += number(row, "sealed");
    events += number(row, "in_events");
    Optional<ReconcileVerdict> verdict = ReconcileVerdict.ofLabel(label);
    if (verdict.isPresent()) {
      counts.merge(verdict.get(), versions, Long::sum);
      examples.put(verdict.get(), examples(verdict.get(), row.get("examples")));
    } else if (label.equals(IN_FLIGHT)) {
      inFlight += versions;
    } else {
      problems.add(
          versions
              + " versions are of keys with too many versions for one statement: reconcile them in"
              + " process");
    }
  }

  private static long number(Map<String, String> row, String column) {
    String value = row.get(column);
    if (value == null) {
      throw new IllegalStateException("a row of the summary has no " + column);
    }
    return Long.parseLong(value);
  }

  private static List<ReconcileExample> examples(ReconcileVerdict verdict, @Nullable String json) {
    List<ReconcileExample> all = new ArrayList<>();
    try {
      JSON.readTree(json == null ? "[]" : json).forEach(it -> all.add(example(verdict, it)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the examples of the summary are no JSON", e);
    }
    all.sort(
        Comparator.comparing(ReconcileExample::when)
            .reversed()
            .thenComparing(ReconcileExample::key)
            .thenComparing(it -> String.valueOf(it.versionId())));
    return all;
  }

  private static ReconcileExample example(ReconcileVerdict verdict, JsonNode it) {
    return new ReconcileExample(
        verdict,
        it.path("object_key").asText(),
        text(it, "version_id"),
        it.path("size").asLong(-1),
        text(it, "record_key"),
        text(it, "principal"),
        text(it, "event_name"),
        text(it, "request_id"),
        Instant.ofEpochMilli(it.path("at_millis").asLong()),
        verdict.sentence());
  }

  private static @Nullable String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    return value.isTextual() ? value.textValue() : null;
  }

  Reconciliation result() {
    boolean isJudged = problems.isEmpty();
    return new Reconciliation(
        readings.stream()
            .map(SourceReading::asOf)
            .min(Comparator.naturalOrder())
            .orElse(Instant.EPOCH),
        isJudged ? counts : Map.of(),
        isJudged ? inFlight : 0,
        isJudged
            ? new ReconcileSums(there, sealed, events, union, 0)
            : new ReconcileSums(0, 0, 0, 0, 0),
        readings,
        problems,
        isJudged ? examples : Map.of());
  }
}
