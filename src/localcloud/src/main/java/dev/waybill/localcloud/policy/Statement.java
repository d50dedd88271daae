package dev.waybill.localcloud.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Statement of a policy.
 *
 * @param allow true for the effect Allow, false for Deny
 * @param principals the principals as {@code AWS:…} or {@code Service:…}; an asterisk for everyone
 * @param notActions true if the statement applies to all actions except the given ones
 * @param actions the patterns of actions in lower case
 * @param notResources true if the statement applies to all resources except the given ones
 * @param resources the patterns of ARNs
 * @param conditions the conditions, all of which must match
 */
record Statement(
    boolean allow,
    List<String> principals,
    boolean notActions,
    List<String> actions,
    boolean notResources,
    List<String> resources,
    List<Condition> conditions) {
  private static final String EVERYONE = "*";
  private static final Set<String> MEMBERS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");
  private static final Pattern AWS_PRINCIPAL =
      Pattern.compile(
          "\\d{12}|arn:aws:iam::\\d{12}:(root|(user|role)/[^*?]+)"
              + "|arn:aws:sts::\\d{12}:(assumed-role|federated-user)/[^*?]+");
  private static final Pattern ACTION = Pattern.compile("\\*|[a-z0-9-]+:[A-Za-z*?]+");

  static Statement of(JsonNode json) {
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!MEMBERS.contains(name)) {
                throw new MalformedPolicyException(
                    "The local cloud does not support the policy element " + name);
              }
            });
    String effect = json.path("Effect").asText();
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw new MalformedPolicyException("Invalid effect: " + effect);
    }
    return new Statement(
        effect.equals("Allow"),
        principals(json.path("Principal")),
        json.has("NotAction"),
        requireTexts(json, "Action").stream().map(Statement::normalizeAction).toList(),
        json.has("NotResource"),
        requireTexts(json, "Resource").stream().map(Statement::rejectVariables).toList(),
        conditions(json.path("Condition")));
  }

  private static List<String> requireTexts(JsonNode json, String name) {
    List<String> values = texts(json.has(name) ? json.get(name) : json.path("Not" + name));
    if (values.isEmpty() || json.has(name) == json.has("Not" + name)) {
      throw new MalformedPolicyException("Missing required field " + name);
    }
    return values;
  }

  private static String normalizeAction(String action) {
    if (!ACTION.matcher(action).matches()) {
      throw new MalformedPolicyException("Policy has invalid action: " + action);
    }
    return action.toLowerCase(Locale.ROOT);
  }

  private static String rejectVariables(String text) {
    if (text.contains("${")) {
      throw new MalformedPolicyException(
          "The local cloud does not support policy variables: " + text);
    }
    return text;
  }

  private static List<String> principals(JsonNode json) {
    if (json.isTextual() && json.textValue().equals(EVERYONE)) {
      return List.of(EVERYONE);
    }
    List<String> all = new ArrayList<>();
    json.properties()
        .forEach(
            kind -> texts(kind.getValue()).forEach(it -> all.add(principal(kind.getKey(), it))));
    if (all.isEmpty()) {
      throw new MalformedPolicyException("Missing required field Principal");
    }
    return List.copyOf(all);
  }

  private static String principal(String kind, String name) {
    if (kind.equals(PolicyPrincipal.AWS) && name.equals(EVERYONE)) {
      return EVERYONE;
    }
    boolean known =
        (kind.equals(PolicyPrincipal.AWS) && AWS_PRINCIPAL.matcher(name).matches())
            || (kind.equals(PolicyPrincipal.SERVICE) && name.endsWith(".amazonaws.com"));
    if (!known) {
      throw new MalformedPolicyException("Invalid principal in policy: " + kind + " " + name);
    }
    return kind + ":" + name;
  }

  private static List<Condition> conditions(JsonNode json) {
    List<Condition> all = new ArrayList<>();
    json.properties()
        .forEach(
            operator ->
                operator
                    .getValue()
                    .properties()
                    .forEach(
                        key ->
                            all.add(
                                Condition.of(
                                    operator.getKey(),
                                    key.getKey(),
                                    texts(key.getValue()).stream()
                                        .map(Statement::rejectVariables)
                                        .toList()))));
    return List.copyOf(all);
  }

  private static List<String> texts(JsonNode json) {
    List<String> texts = new ArrayList<>();
    if (json.isArray()) {
      json.forEach(each -> texts.add(each.asText()));
    } else if (json.isValueNode() && !json.isNull()) {
      texts.add(json.asText());
    }
    return texts;
  }

  boolean appliesTo(PolicyRequest request) {
    return matchesCaller(request.principal())
        && actions.stream()
                .anyMatch(
                    it -> WildcardPattern.matches(it, request.action().toLowerCase(Locale.ROOT)))
            != notActions
        && resources.stream().anyMatch(it -> WildcardPattern.matches(it, request.resource()))
            != notResources
        && conditions.stream().allMatch(condition -> condition.matches(request));
  }

  private boolean matchesCaller(PolicyPrincipal caller) {
    return principals.contains(EVERYONE)
        || caller.names().stream()
            .anyMatch(name -> principals.contains(caller.kind() + ":" + name));
  }

  /** Returns whether the statement grants a permission to everyone. */
  boolean isPublic() {
    return allow
        && principals.contains(EVERYONE)
        && conditions.stream().noneMatch(Condition::restrictsCallers);
  }
}
