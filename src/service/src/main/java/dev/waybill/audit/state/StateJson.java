package dev.waybill.audit.state;

import static dev.waybill.alert.StoredJson.text;
import static dev.waybill.alert.StoredJson.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingJson;
import dev.waybill.alert.StoredJson;
import dev.waybill.audit.Window;
import dev.waybill.audit.state.AuditState.ActiveRun;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Stored format of an audit's state: JSON in UTF-8. */
public final class StateJson {
  private static final int VERSION = 1;

  private StateJson() {}

  /** Returns the bytes to store. */
  public static byte[] of(AuditState state) {
    ObjectNode json = StoredJson.MAPPER.createObjectNode();
    json.put("version", VERSION).put("audit", state.audit()).put("since", state.since().toString());
    put(json, "judgedUntil", state.judgedUntil());
    put(json, "caughtUp", state.caughtUp());
    put(json, "mendedUntil", state.mendedUntil());
    ActiveRun run = state.run();
    if (run != null) {
      ObjectNode to = json.putObject("run");
      to.put("from", run.window().from().toString()).put("until", run.window().until().toString());
      to.put("filedUntil", run.window().filedUntil().toString());
      to.put("token", run.token()).put("started", run.started().toString());
      put(to, "mended", run.mended());
    }
    state.seen().encoded().forEach(json.putObject("seen")::put);
    ArrayNode unreported = json.putArray("untold");
    state.unreported().forEach(it -> unreported.add(FindingJson.of(it)));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void put(ObjectNode json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value.toString());
    }
  }

  /**
   * Reads a stored state.
   *
   * @throws IllegalArgumentException when the bytes are not a state of this version
   */
  public static AuditState read(byte[] bytes) {
    return StoredJson.read(bytes, VERSION, "the state of an audit", StateJson::state);
  }

  private static AuditState state(JsonNode json) {
    Map<String, String> seen = new TreeMap<>();
    JsonNode rows = json.path("seen");
    rows.properties().forEach(it -> seen.put(it.getKey(), text(rows, it.getKey())));
    List<Finding> unreported = new ArrayList<>();
    json.path("untold").forEach(it -> unreported.add(FindingJson.read(it)));
    return new AuditState(
        text(json, "audit"),
        time(json, "since"),
        json.path("judgedUntil").isMissingNode() ? null : time(json, "judgedUntil"),
        json.hasNonNull("caughtUp") ? LocalDate.parse(json.path("caughtUp").asText()) : null,
        json.hasNonNull("run") ? run(json.path("run")) : null,
        SeenRowSet.decoded(seen),
        unreported,
        json.hasNonNull("mendedUntil") ? time(json, "mendedUntil") : null);
  }

  private static ActiveRun run(JsonNode json) {
    Window window = new Window(time(json, "from"), time(json, "until"), time(json, "filedUntil"));
    return new ActiveRun(
        window,
        text(json, "token"),
        time(json, "started"),
        json.hasNonNull("mended") ? time(json, "mended") : null);
  }
}
