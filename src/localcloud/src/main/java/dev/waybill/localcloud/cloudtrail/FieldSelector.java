package dev.waybill.localcloud.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * Field of an advanced event selector. Every operator must match: a positive operator for at least
 * one of its values, a negated operator for all of them.
 *
 * @param field the name of the field
 * @param operators the values to compare with, by operator
 */
record FieldSelector(String field, Map<String, List<String>> operators) {
  static final String CATEGORY = "eventCategory";
  static final String TYPE = "resources.type";
  static final String ARN = "resources.ARN";
  private static final String EQUALS = "Equals";

  private static final Map<String, BiPredicate<String, String>> POSITIVE =
      Map.of(
          EQUALS, String::equals, "StartsWith", String::startsWith, "EndsWith", String::endsWith);
  private static final Map<String, String> NEGATED =
      Map.of("NotEquals", EQUALS, "NotStartsWith", "StartsWith", "NotEndsWith", "EndsWith");
  private static final Set<String> FIELDS =
      Set.of(CATEGORY, TYPE, ARN, "readOnly", "eventName", "eventSource", "userIdentity.arn");
  private static final Set<String> ONLY_EQUALS = Set.of(CATEGORY, TYPE, "readOnly");

  FieldSelector {
    operators = Map.copyOf(operators);
  }

  /**
   * Reads one field.
   *
   * @throws dev.waybill.localcloud.service.JsonError InvalidEventSelectorsException
   */
  static FieldSelector of(JsonNode json) {
    String field = json.path("Field").asText();
    if (!FIELDS.contains(field)) {
      throw TrailErrorCode.SELECTORS.error(
          "The local cloud does not support selecting by the field " + field);
    }
    Map<String, List<String>> operators = new TreeMap<>();
    json.properties()
        .forEach(
            member -> {
              if (!member.getKey().equals("Field")) {
                operators.put(member.getKey(), values(field, member.getKey(), member.getValue()));
              }
            });
    if (operators.isEmpty()) {
      throw TrailErrorCode.SELECTORS.error("Field " + field + " has no operator");
    }
    return new FieldSelector(field, operators);
  }

  private static List<String> values(String field, String operator, JsonNode json) {
    boolean known = POSITIVE.containsKey(operator) || NEGATED.containsKey(operator);
    if (!known || (ONLY_EQUALS.contains(field) && !operator.equals(EQUALS))) {
      throw TrailErrorCode.SELECTORS.error(
          "The field " + field + " does not support the operator " + operator);
    }
    List<String> values = new ArrayList<>();
    json.forEach(value -> values.add(value.asText()));
    boolean flags = values.stream().allMatch(it -> it.equals("true") || it.equals("false"));
    if (values.isEmpty() || (field.equals("readOnly") && !flags)) {
      throw TrailErrorCode.SELECTORS.error(
          "The values " + values + " of " + operator + " of the field " + field + " are not valid");
    }
    return List.copyOf(values);
  }

  boolean matches(String value) {
    return operators.entrySet().stream().allMatch(it -> matches(it.getKey(), it.getValue(), value));
  }

  private static boolean matches(String operator, List<String> values, String value) {
    String positive = NEGATED.get(operator);
    return positive == null ? any(operator, values, value) : !any(positive, values, value);
  }

  private static boolean any(String operator, List<String> values, String value) {
    BiPredicate<String, String> match = POSITIVE.getOrDefault(operator, (is, it) -> false);
    return values.stream().anyMatch(it -> match.test(value, it));
  }

  /** Returns the value that the field must be equal to; empty if there is none or more than one. */
  String singleEqualValue() {
    List<String> equal = operators.getOrDefault(EQUALS, List.of());
    return equal.size() == 1 ? equal.get(0) : "";
  }
}
