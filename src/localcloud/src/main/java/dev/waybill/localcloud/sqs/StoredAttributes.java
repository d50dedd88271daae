package dev.waybill.localcloud.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.localcloud.wire.QueryError;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Queue attributes that the local cloud stores because ElasticMQ rejects or drops them. */
final class StoredAttributes {
  private static final String POLICY = "Policy";
  private static final String MANAGED = "SqsManagedSseEnabled";
  private static final String KEY = "KmsMasterKeyId";
  private static final String KEY_REUSE = "KmsDataKeyReusePeriodSeconds";
  private static final String REDRIVE_ALLOW = "RedriveAllowPolicy";
  private static final String RETENTION = "MessageRetentionPeriod";

  static final Set<String> NAMES =
      Set.of(POLICY, MANAGED, KEY, KEY_REUSE, REDRIVE_ALLOW, RETENTION);

  private static final ObjectMapper JSON = new ObjectMapper();

  private StoredAttributes() {}

  /**
   * Validates the attributes that a call sets.
   *
   * @throws QueryError InvalidAttributeValue
   */
  static void validate(Map<String, String> attributes) {
    attributes.forEach(
        (name, value) -> {
          boolean valid =
              switch (name) {
                case POLICY, REDRIVE_ALLOW -> value.isEmpty() || isObject(value);
                case MANAGED -> value.equals("true") || value.equals("false");
                case KEY_REUSE -> isWithin(value, 60, 86_400);
                case RETENTION -> isWithin(value, 60, 1_209_600);
                default -> true;
              };
          if (!valid) {
            throw invalid("Invalid value for the parameter " + name + ".");
          }
        });
    if (attributes.getOrDefault(MANAGED, "").equals("true")
        && !attributes.getOrDefault(KEY, "").isEmpty()) {
      throw invalid("You can use one type of server-side encryption (SSE) at one time.");
    }
  }

  private static boolean isObject(String text) {
    try {
      JsonNode tree = JSON.readTree(text);
      return tree != null && tree.isObject();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static boolean isWithin(String text, int min, int max) {
    return text.matches("\\d{1,9}")
        && Integer.parseInt(text) >= min
        && Integer.parseInt(text) <= max;
  }

  private static QueryError invalid(String message) {
    return new QueryError(400, "InvalidAttributeValue", message);
  }

  /**
   * Returns the attributes that a call sets together with those that follow from them: one kind of
   * encryption disables the other.
   */
  static Map<String, String> complete(Map<String, String> set) {
    Map<String, String> completed = new HashMap<>(set);
    if (!set.getOrDefault(KEY, "").isEmpty()) {
      completed.put(MANAGED, "false");
    } else if (set.getOrDefault(MANAGED, "").equals("true")) {
      completed.put(KEY, "");
    }
    return completed;
  }

  /**
   * Returns the requested attributes of a queue with their defaults. An attribute that was set to
   * empty is omitted.
   */
  static Map<String, String> describe(Map<String, String> stored, Set<String> requested) {
    Map<String, String> described = new HashMap<>(Map.of(MANAGED, "true", RETENTION, "345600"));
    described.putAll(stored);
    if (!stored.getOrDefault(KEY, "").isEmpty()) {
      described.putIfAbsent(KEY_REUSE, "300");
    }
    described.values().removeIf(String::isEmpty);
    described.keySet().retainAll(requested);
    return described;
  }
}
