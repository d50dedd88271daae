package dev.waybill.baseline.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Model in which the template and the module are compared: the resources, and the properties of
 * each by their paths in CloudFormation. References and parameters are written in guillemets.
 */
final class BaselineModel {
  private final Map<String, Map<String, String>> resources = new TreeMap<>();

  Map<String, Map<String, String>> resources() {
    return resources;
  }

  /** Adds a property; two different values of one property are an error. */
  void add(PropertyTable.Property property, String label, String value) {
    String earlier =
        resources
            .computeIfAbsent(property.type() + " " + label, it -> new TreeMap<>())
            .put(property.path(), value);
    if (earlier != null) {
      throw new IllegalArgumentException(property + " of " + label + " exists twice");
    }
  }

  /** Passes each scalar of a document with its path. */
  static void leaves(String path, JsonNode node, BiConsumer<String, JsonNode> consumer) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              it ->
                  leaves(
                      path.isEmpty() ? it.getKey() : path + "." + it.getKey(),
                      it.getValue(),
                      consumer));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        leaves(path + "[" + i + "]", node.get(i), consumer);
      }
    } else {
      consumer.accept(path, node);
    }
  }

  /** Returns an IAM policy document as text that is equal for documents of the same meaning. */
  static String policy(JsonNode document) {
    Map<String, Object> all = new TreeMap<>();
    document
        .path("Statement")
        .forEach(
            it -> {
              Object earlier = all.put(it.path("Sid").asText(), meaning(it));
              if (earlier != null) {
                throw new IllegalArgumentException("two statements with the same Sid: " + it);
              }
            });
    return document.path("Version").asText() + " " + all;
  }

  private static Object meaning(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> fields = new TreeMap<>();
      node.properties().forEach(it -> fields.put(it.getKey(), meaning(it.getValue())));
      return fields;
    }
    List<String> values = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(it -> values.add(it.asText()));
    } else {
      values.add(node.asText());
    }
    return new TreeSet<>(values);
  }
}
