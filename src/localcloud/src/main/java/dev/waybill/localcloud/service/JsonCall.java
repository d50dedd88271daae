package dev.waybill.localcloud.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.wire.Principal;
import java.util.Optional;

/**
 * One call of a JSON service.
 *
 * @param action such as {@code CreateKey}
 * @param input what it was given; foreign
 * @param caller who signed it
 * @param invalid the service's error code for an input that does not hold
 */
public record JsonCall(String action, ObjectNode input, Principal caller, String invalid) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A new, empty answer. */
  public static ObjectNode newAnswer() {
    return JSON.createObjectNode();
  }

  /** An input that does not hold. */
  public JsonError invalid(String message) {
    return new JsonError(invalid, message);
  }

  /** An action that there is not. */
  public JsonError unknown() {
    return new JsonError("UnknownOperationException", "The local cloud has no action " + action);
  }

  /**
   * A text that must be there.
   *
   * @throws JsonError when it is not
   */
  public String text(String name) {
    return optional(name)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> invalid(name + " is required"));
  }

  public Optional<String> optional(String name) {
    JsonNode value = input.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw new JsonError("SerializationException", name + " is no text");
    }
    return Optional.of(value.textValue());
  }

  /**
   * A number within bounds; the default when it is not given.
   *
   * @throws JsonError when it lies outside
   */
  public int number(String name, int least, int most, int usual) {
    JsonNode value = input.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return usual;
    }
    if (!value.isIntegralNumber()) {
      throw new JsonError("SerializationException", name + " is no whole number");
    }
    long number = value.canConvertToLong() ? value.longValue() : Long.MAX_VALUE;
    if (number < least || number > most) {
      throw invalid(name + " is " + number + " and must be between " + least + " and " + most);
    }
    return (int) number;
  }

  /** Whether a flag is set; the default when it is not given. */
  public boolean flag(String name, boolean usual) {
    JsonNode value = input.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return usual;
    }
    if (!value.isBoolean()) {
      throw new JsonError("SerializationException", name + " is neither true nor false");
    }
    return value.booleanValue();
  }

  /** A structure that must be there. */
  public ObjectNode structure(String name) {
    if (input.get(name) instanceof ObjectNode structure) {
      return structure;
    }
    throw invalid(name + " is required");
  }
}
