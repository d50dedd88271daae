package dev.waybill.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.model.RejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * JSON object whose fields must have the requested type. A JSON null counts as absent.
 *
 * @param node the object
 * @param path the object's place in the message, for error messages; contains no untrusted input
 */
record JsonFields(JsonNode node, String path) {
  /**
   * @throws RejectedException when {@code node} is not an object
   */
  static JsonFields of(JsonNode node, String path) {
    if (!node.isObject()) {
      throw MalformedNotification.because(path + " is not an object");
    }
    return new JsonFields(node, path);
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  JsonFields object(String name) {
    return of(required(name), at(name));
  }

  List<JsonFields> objects(String name) {
    JsonNode array = required(name);
    if (!array.isArray()) {
      throw MalformedNotification.because(at(name) + " is not an array");
    }
    List<JsonFields> elements = new ArrayList<>(array.size());
    for (JsonNode element : array) {
      elements.add(of(element, at(name) + "[" + elements.size() + "]"));
    }
    return elements;
  }

  String text(String name) {
    return textOf(required(name), name);
  }

  /** Returns the text; empty when it is absent, null or has no characters. */
  Optional<String> optionalText(String name) {
    return optional(name).map(value -> textOf(value, name)).filter(text -> !text.isEmpty());
  }

  /** Returns the text; empty when the field is absent or of another type. */
  Optional<String> textIfPresent(String name) {
    return optional(name).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  /** Returns a non-negative whole number; empty when it is absent or null. */
  Optional<Long> optionalCount(String name) {
    return optional(name).map(value -> countOf(value, name));
  }

  private JsonNode required(String name) {
    return optional(name)
        .orElseThrow(() -> MalformedNotification.because(at(name) + " is missing"));
  }

  private Optional<JsonNode> optional(String name) {
    return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
  }

  private String textOf(JsonNode value, String name) {
    if (!value.isTextual()) {
      throw MalformedNotification.because(at(name) + " is not a string");
    }
    return value.textValue();
  }

  private Long countOf(JsonNode value, String name) {
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw MalformedNotification.because(at(name) + " is not a whole number from 0 up");
    }
    return value.longValue();
  }

  private String at(String name) {
    return path + "." + name;
  }
}
