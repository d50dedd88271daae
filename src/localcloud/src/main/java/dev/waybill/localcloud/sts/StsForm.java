package dev.waybill.localcloud.sts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.wire.QueryError;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Decoded form of an STS call. */
record StsForm(Map<String, String> fields) {
  private static final Set<String> SENSITIVE_FIELDS =
      Set.of("Action", "Version", "WebIdentityToken", "TokenCode", "ExternalId");

  static StsForm parse(String text) {
    Map<String, String> fields = new TreeMap<>();
    try {
      for (String pair : text.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
      }
    } catch (IllegalArgumentException e) {
      throw new QueryError(400, "MalformedQueryString", "The form has an invalid percent escape");
    }
    return new StsForm(fields);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  String action() {
    return get("Action");
  }

  String get(String name) {
    return fields.getOrDefault(name, "");
  }

  String required(String name) {
    String value = get(name);
    if (value.isEmpty()) {
      throw new QueryError(400, "ValidationError", name + " is required");
    }
    return value;
  }

  /** Returns the requested lifetime of credentials in seconds. */
  int seconds(int max, int defaultValue) {
    String text = get("DurationSeconds");
    try {
      int seconds = text.isEmpty() ? defaultValue : Integer.parseInt(text);
      if (seconds >= 900 && seconds <= max) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      // Rejected below, together with a number out of bounds.
    }
    throw new QueryError(400, "ValidationError", "DurationSeconds must be between 900 and " + max);
  }

  /** Returns the fields that CloudTrail may record. */
  ObjectNode requestParameters() {
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    fields.forEach(
        (name, value) -> {
          if (!SENSITIVE_FIELDS.contains(name)) {
            parameters.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), value);
          }
        });
    return parameters;
  }
}
