package dev.waybill.baseline.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Properties of a CloudFormation resource that the translation has not read yet. A translation ends
 * with {@link #requireEmpty}, so that a new property of the template is never omitted silently.
 */
final class UnreadProperties {
  private final String path;
  private final ObjectNode unread;
  private final List<UnreadProperties> children = new ArrayList<>();

  UnreadProperties(String path, JsonNode node) {
    this.path = path;
    this.unread = node.deepCopy();
  }

  boolean has(String name) {
    return unread.has(name);
  }

  /**
   * Returns the value.
   *
   * @throws IllegalStateException when there is no such property
   */
  JsonNode value(String name) {
    JsonNode value = unread.remove(name);
    if (value == null) {
      throw new IllegalStateException(path + "." + name + " is missing");
    }
    return value;
  }

  String text(String name) {
    return value(name).asText();
  }

  /** Returns the properties of an object. */
  UnreadProperties object(String name) {
    return child(path + "." + name, value(name));
  }

  /** Returns the properties of each object of a list. */
  List<UnreadProperties> list(String name) {
    List<UnreadProperties> all = new ArrayList<>();
    value(name).forEach(it -> all.add(child(path + "." + name + "[" + all.size() + "]", it)));
    return all;
  }

  private UnreadProperties child(String childPath, JsonNode node) {
    UnreadProperties child = new UnreadProperties(childPath, node);
    children.add(child);
    return child;
  }

  /** Copies the value into a block, unless there is none. */
  void move(String name, ObjectNode block, String argument) {
    if (unread.has(name)) {
      block.set(argument, value(name));
    }
  }

  /**
   * Checks that every property was read.
   *
   * @throws IllegalStateException when the module would lack a property of the template
   */
  void requireEmpty() {
    children.forEach(UnreadProperties::requireEmpty);
    if (!unread.isEmpty()) {
      throw new IllegalStateException(
          path + " has properties without a translation to Terraform: " + unread);
    }
  }
}
