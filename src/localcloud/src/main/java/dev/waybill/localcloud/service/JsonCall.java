package dev.waybill.localcloud.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.wire.Principal;
import java.util.Optional;

/**
 * Call of a JSON service.
 *
 * @param action the name of the action, such as {@code CreateKey}
 * @param input the input; untrusted
 * @param caller the principal that signed the call
 * @param invalidInputCode the service's error code for invalid input
 */
public record JsonCall(String action, ObjectNode input, Principal caller, String invalidInputCode) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns a new, empty response. */
  public static ObjectNode newAnswer() {
    return JSON.createObjectNode();
  }

  /** Returns an error for invalid input. */
  public JsonError invalidInput(String message) {
    return new JsonError(invalidInputCode, message);
  }

  /** Returns an error for an action that the service does not have. */
  public JsonError unknownAction() {
    return new JsonError(
        "UnknownOperationException", "The local cloud does not support the action " + action);
  }

  /**
   * Returns a required text.
   *
   * @throws JsonError if the text is missing or empty
   */
  public String text(String name) {
    return optional(name)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> invalidInput(name + " is required"));
  }

  /**
   * Returns an optional text.
   *
   * @throws JsonError if the value is not a text
   */
  public Optional<String> optional(String name) {
    JsonNode value = input.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw new JsonError("SerializationException", name + " must be a string");
    }
    return Optional.of(value.textValue());
  }

  /**
   * Returns an integer within bounds, or the default if the input has none.
   *
   * @throws JsonError if the value is not an integer or out of bounds
   */
  public int number(String name, int min, int max, int defaultValue) {
    JsonNode value = input.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return defaultValue;
    }
    if (!value.isIntegralNumber()) {
      throw new JsonError("SerializationException", name + " must be an integer");
    }
    long number = value.canConvertToLong() ? value.longValue() : Long.MAX_VALUE;
    if (number < min || number > max) {
      throw invalidInput(name + " is " + number + " and must be between " + min + " and " + max);
    }
    return (int) number;
  }

  /** Returns a flag, or the default if the input has none. */
  public boolean flag(String name, boolean defaultValue) {
    JsonNode value = input.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return defaultValue;
    }
    if (!value.isBoolean()) {
      throw new JsonError("SerializationException", name + " must be true or false");
    }
    return value.booleanValue();
  }

  /** Returns a required structure. */
  public ObjectNode structure(String name) {
    if (input.get(name) instanceof ObjectNode structure) {
      return structure;
    }
    throw invalidInput(name + " is required");
  }
}
