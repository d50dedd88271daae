package dev.waybill.localcloud.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One statement.
 *
 * @param allow rather than deny
 * @param principals as {@code AWS:…} or {@code Service:…}; an asterisk for everyone
 * @param notActions whether it is about all actions but these
 * @param notResources whether it is about all resources but these
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
                throw new MalformedPolicy("The local cloud does not judge the element " + name);
              }
            });
    String effect = json.path("Effect").asText();
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw new MalformedPolicy("Invalid effect: " + effect);
    }
    return new Statement(
        effect.equals("Allow"),
        principals(json.path("Principal")),
        json.has("NotAction"),
        either(json, "Action").stream().map(Statement::action).toList(),
        json.has("NotResource"),
        either(json, "Resource").stream().map(Statement::withoutVariables).toList(),
        conditions(json.path("Condition")));
  }

  private static List<String> either(JsonNode json, String name) {
    List<String> values = texts(json.has(name) ? json.get(name) : json.path("Not" + name));
    if (values.isEmpty() || json.has(name) == json.has("Not" + name)) {
      throw new MalformedPolicy("Missing required field " + name);
    }
    return values;
  }

  private static String action(String action) {
    if (!ACTION.matcher(action).matches()) {
      throw new MalformedPolicy("Policy has invalid action: " + action);
    }
    return action.toLowerCase(Locale.ROOT);
  }

  private static String withoutVariables(String text) {
    if (text.contains("${")) {
      throw new MalformedPolicy("The local cloud judges no policy variables: " + text);
    }
    return text;
  }

  private static List<String> principals(JsonNode json) {
    if (json.isTextual() && json.textValue().equals(EVERYONE)) {
      return List.of(EVERYONE);
    }
    List<String> all = new ArrayList<>();
    json.properties()
        .forEach(kind -> texts(kind.getValue()).forEach(it -> all.add(one(kind.getKey(), it))));
    if (all.isEmpty()) {
      throw new MalformedPolicy("Missing required field Principal");
    }
    return List.copyOf(all);
  }

  private static String one(String kind, String name) {
    if (kind.equals(PolicyPrincipal.AWS) && name.equals(EVERYONE)) {
      return EVERYONE;
    }
    boolean known =
        (kind.equals(PolicyPrincipal.AWS) && AWS_PRINCIPAL.matcher(name).matches())
            || (kind.equals(PolicyPrincipal.SERVICE) && name.endsWith(".amazonaws.com"));
    if (!known) {
      throw new MalformedPolicy("Invalid principal in policy: " + kind + " " + name);
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
                                        .map(Statement::withoutVariables)
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

  boolean isAbout(PolicyRequest request) {
    return namesCaller(request.who())
        && actions.stream()
                .anyMatch(it -> Glob.matches(it, request.action().toLowerCase(Locale.ROOT)))
            != notActions
        && resources.stream().anyMatch(it -> Glob.matches(it, request.resource())) != notResources
        && conditions.stream().allMatch(condition -> condition.holds(request));
  }

  private boolean namesCaller(PolicyPrincipal who) {
    return principals.contains(EVERYONE)
        || who.names().stream().anyMatch(name -> principals.contains(who.kind() + ":" + name));
  }

  /** Whether it gives everyone something. */
  boolean isPublic() {
    return allow
        && principals.contains(EVERYONE)
        && conditions.stream().noneMatch(Condition::narrowsCallers);
  }
}
