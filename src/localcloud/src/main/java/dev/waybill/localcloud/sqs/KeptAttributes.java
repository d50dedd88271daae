package dev.waybill.localcloud.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.localcloud.wire.QueryError;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Attributes of queues that ElasticMQ refuses or forgets. */
final class KeptAttributes {
  private static final String POLICY = "Policy";
  private static final String MANAGED = "SqsManagedSseEnabled";
  private static final String KEY = "KmsMasterKeyId";
  private static final String KEY_REUSE = "KmsDataKeyReusePeriodSeconds";
  private static final String ALLOW = "RedriveAllowPolicy";
  private static final String RETENTION = "MessageRetentionPeriod";

  static final Set<String> NAMES = Set.of(POLICY, MANAGED, KEY, KEY_REUSE, ALLOW, RETENTION);

  private static final ObjectMapper JSON = new ObjectMapper();

  private KeptAttributes() {}

  /**
   * Holds attributes that a call sets against those SQS takes.
   *
   * @throws QueryError InvalidAttributeValue
   */
  static void require(Map<String, String> attributes) {
    attributes.forEach(
        (name, value) -> {
          boolean good =
              switch (name) {
                case POLICY, ALLOW -> value.isEmpty() || isObject(value);
                case MANAGED -> value.equals("true") || value.equals("false");
                case KEY_REUSE -> isWithin(value, 60, 86_400);
                case RETENTION -> isWithin(value, 60, 1_209_600);
                default -> true;
              };
          if (!good) {
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

  private static boolean isWithin(String text, int least, int most) {
    return text.matches("\\d{1,9}")
        && Integer.parseInt(text) >= least
        && Integer.parseInt(text) <= most;
  }

  private static QueryError invalid(String message) {
    return new QueryError(400, "InvalidAttributeValue", message);
  }

  /** What a call sets, with what follows from it: one kind of encryption ends the other. */
  static Map<String, String> whole(Map<String, String> set) {
    Map<String, String> whole = new HashMap<>(set);
    if (!set.getOrDefault(KEY, "").isEmpty()) {
      whole.put(MANAGED, "false");
    } else if (set.getOrDefault(MANAGED, "").equals("true")) {
      whole.put(KEY, "");
    }
    return whole;
  }

  /** What is told of a queue: an attribute that was emptied is gone, and others have defaults. */
  static Map<String, String> told(Map<String, String> kept, Set<String> asked) {
    Map<String, String> told = new HashMap<>(Map.of(MANAGED, "true", RETENTION, "345600"));
    told.putAll(kept);
    if (!kept.getOrDefault(KEY, "").isEmpty()) {
      told.putIfAbsent(KEY_REUSE, "300");
    }
    told.values().removeIf(String::isEmpty);
    told.keySet().retainAll(asked);
    return told;
  }
}
