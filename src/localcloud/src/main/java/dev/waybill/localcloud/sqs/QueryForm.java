package dev.waybill.localcloud.sqs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Form of the SQS query protocol, with conversions to the members of the JSON protocol. */
final class QueryForm {
  private final Map<String, String> fields;

  private QueryForm(Map<String, String> fields) {
    this.fields = fields;
  }

  static QueryForm parse(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return new QueryForm(fields);
  }

  String get(String name) {
    return fields.getOrDefault(name, "");
  }

  /**
   * Returns a copy without the numbered attributes of these names. The copy may have gaps in the
   * numbers.
   */
  QueryForm without(Set<String> attributes) {
    Map<String, String> remaining = new LinkedHashMap<>(fields);
    fields.forEach(
        (name, value) -> {
          if (name.matches("Attribute\\.\\d+\\.Name") && attributes.contains(value)) {
            remaining.remove(name);
            remaining.remove(name.replace(".Name", ".Value"));
          }
        });
    return new QueryForm(remaining);
  }

  String encoded() {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** Returns the values of a numbered list, which begins at 1. */
  List<String> numbered(String prefix) {
    List<String> values = new ArrayList<>();
    for (int i = 1; fields.containsKey(prefix + i); i++) {
      values.add(get(prefix + i));
    }
    return values;
  }

  Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 1; i <= fields.size(); i++) {
      String name = get("Attribute." + i + ".Name");
      if (!name.isEmpty()) {
        attributes.put(name, get("Attribute." + i + ".Value"));
      }
    }
    return attributes;
  }

  /** Returns a message to send. The prefix is empty, or that of an entry of a batch. */
  ObjectNode message(String prefix) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    for (String name :
        new String[] {"Id", "MessageBody", "MessageGroupId", "MessageDeduplicationId"}) {
      if (fields.containsKey(prefix + name)) {
        message.put(name, get(prefix + name));
      }
    }
    if (fields.containsKey(prefix + "DelaySeconds")) {
      message.put("DelaySeconds", Integer.parseInt(get(prefix + "DelaySeconds")));
    }
    ObjectNode attributes = messageAttributes(prefix);
    if (!attributes.isEmpty()) {
      message.set("MessageAttributes", attributes);
    }
    return message;
  }

  private ObjectNode messageAttributes(String prefix) {
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    for (int i = 1; fields.containsKey(prefix + "MessageAttribute." + i + ".Name"); i++) {
      String at = prefix + "MessageAttribute." + i + ".";
      ObjectNode value = attributes.putObject(get(at + "Name"));
      for (String name : new String[] {"DataType", "StringValue", "BinaryValue"}) {
        if (fields.containsKey(at + "Value." + name)) {
          value.put(name, get(at + "Value." + name));
        }
      }
    }
    return attributes;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
