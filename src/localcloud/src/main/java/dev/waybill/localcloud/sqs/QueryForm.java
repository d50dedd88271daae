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

/** The form of the SQS query protocol, and the same call in the words of the JSON protocol. */
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

  /** Without the numbered attributes of these names; gaps in the numbers do no harm. */
  QueryForm without(Set<String> attributes) {
    Map<String, String> left = new LinkedHashMap<>(fields);
    fields.forEach(
        (name, value) -> {
          if (name.matches("Attribute\\.\\d+\\.Name") && attributes.contains(value)) {
            left.remove(name);
            left.remove(name.replace(".Name", ".Value"));
          }
        });
    return new QueryForm(left);
  }

  String encoded() {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** The values of a numbered list, from 1. */
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

  /** A message to send, under a prefix that is empty or that of a batch's entry. */
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
