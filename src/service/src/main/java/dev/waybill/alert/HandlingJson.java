package dev.waybill.alert;

import static dev.waybill.alert.StoredJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.Handling.State;

/** Stored format of a handling: a member of an event, absent where nobody decided anything. */
public final class HandlingJson {
  private static final String MEMBER = "handling";

  private HandlingJson() {}

  /** Adds a handling to an event. */
  public static void put(ObjectNode event, Handling handling) {
    if (!handling.equals(Handling.NONE)) {
      event
          .putObject(MEMBER)
          .put("state", handling.state().name())
          .put("news", handling.isNews())
          .put("comment", handling.comment());
    }
  }

  /**
   * Reads the handling of an event; events of earlier versions have none.
   *
   * @throws IllegalArgumentException when the member is not a handling
   */
  public static Handling read(JsonNode event) {
    JsonNode json = event.path(MEMBER);
    return json.isMissingNode()
        ? Handling.NONE
        : new Handling(
            State.valueOf(text(json, "state")),
            json.path("news").asBoolean(),
            text(json, "comment"));
  }
}
