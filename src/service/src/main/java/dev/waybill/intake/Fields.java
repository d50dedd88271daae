package dev.waybill.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.model.RejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON object whose fields must have the type one asks for. JSON's null counts as absent.
 *
 * @param node the object
 * @param path where it stands, in our own words, for refusals
 */
record Fields(JsonNode node, String path) {
  /**
   * @throws RejectedException when {@code node} is no object
   */
  static Fields of(JsonNode node, String path) {
    if (!node.isObject()) {
      throw Malformed.because(path + " is not an object");
    }
    return new Fields(node, path);
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  Fields object(String name) {
    return of(required(name), at(name));
  }

  List<Fields> objects(String name) {
    JsonNode array = required(name);
    if (!array.isArray()) {
      throw Malformed.because(at(name) + " is not an array");
    }
    List<Fields> elements = new ArrayList<>(array.size());
    for (JsonNode element : array) {
      elements.add(of(element, at(name) + "[" + elements.size() + "]"));
    }
    return elements;
  }

  String text(String name) {
    return textOf(required(name), name);
  }

  /** The text, or empty when it is absent, null or of no length. */
  Optional<String> optionalText(String name) {
    return optional(name).map(value -> textOf(value, name)).filter(text -> !text.isEmpty());
  }

  /** The text, or empty when it is anything else. */
  Optional<String> textIfAny(String name) {
    return optional(name).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  /** A whole number from 0 up, or empty when it is absent or null. */
  Optional<Long> optionalCount(String name) {
    return optional(name).map(value -> countOf(value, name));
  }

  private JsonNode required(String name) {
    return optional(name).orElseThrow(() -> Malformed.because(at(name) + " is missing"));
  }

  private Optional<JsonNode> optional(String name) {
    return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
  }

  private String textOf(JsonNode value, String name) {
    if (!value.isTextual()) {
      throw Malformed.because(at(name) + " is not a string");
    }
    return value.textValue();
  }

  private Long countOf(JsonNode value, String name) {
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw Malformed.because(at(name) + " is not a whole number from 0 up");
    }
    return value.longValue();
  }

  private String at(String name) {
    return path + "." + name;
  }
}
