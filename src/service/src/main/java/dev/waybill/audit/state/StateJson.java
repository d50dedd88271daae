package dev.waybill.audit.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingJson;
import dev.waybill.audit.Window;
import dev.waybill.audit.state.AuditState.ActiveRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An audit's state as it is kept. */
public final class StateJson {
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private StateJson() {}

  /** The bytes to keep. */
  public static byte[] of(AuditState state) {
    ObjectNode json = JSON.createObjectNode();
    json.put("version", VERSION).put("audit", state.audit()).put("since", state.since().toString());
    put(json, "judgedUntil", state.judgedUntil());
    put(json, "caughtUp", state.caughtUp());
    ActiveRun run = state.run();
    if (run != null) {
      ObjectNode to = json.putObject("run");
      to.put("from", run.window().from().toString()).put("until", run.window().until().toString());
      to.put("filedUntil", run.window().filedUntil().toString());
      to.put("token", run.token()).put("started", run.started().toString());
    }
    state.seen().encoded().forEach(json.putObject("seen")::put);
    ArrayNode untold = json.putArray("untold");
    state.untold().forEach(it -> untold.add(FindingJson.of(it)));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void put(ObjectNode json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value.toString());
    }
  }

  /**
   * The state again.
   *
   * @throws IllegalArgumentException when the bytes are none of ours
   */
  public static AuditState read(byte[] bytes) {
    try {
      JsonNode json = JSON.readTree(bytes);
      if (json.path("version").asInt() != VERSION) {
        throw new IllegalArgumentException("version is not " + VERSION);
      }
      return state(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("is no JSON", e);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("is no state of an audit: " + e.getMessage(), e);
    }
  }

  private static AuditState state(JsonNode json) {
    Map<String, String> seen = new TreeMap<>();
    json.path("seen").properties().forEach(it -> seen.put(it.getKey(), text(it.getValue())));
    List<Finding> untold = new ArrayList<>();
    json.path("untold").forEach(it -> untold.add(FindingJson.read(it)));
    return new AuditState(
        text(json.path("audit")),
        instant(json.path("since")),
        time(json.path("judgedUntil")),
        json.hasNonNull("caughtUp") ? LocalDate.parse(json.path("caughtUp").asText()) : null,
        json.hasNonNull("run") ? run(json.path("run")) : null,
        SeenRowSet.decoded(seen),
        untold);
  }

  private static @Nullable Instant time(JsonNode json) {
    return json.isMissingNode() ? null : instant(json);
  }

  private static ActiveRun run(JsonNode json) {
    Window window =
        new Window(
            instant(json.path("from")),
            instant(json.path("until")),
            instant(json.path("filedUntil")));
    return new ActiveRun(window, text(json.path("token")), instant(json.path("started")));
  }

  private static Instant instant(JsonNode json) {
    return Instant.parse(text(json));
  }

  private static String text(JsonNode json) {
    if (!json.isTextual()) {
      throw new IllegalArgumentException("a text is missing");
    }
    return json.textValue();
  }
}
