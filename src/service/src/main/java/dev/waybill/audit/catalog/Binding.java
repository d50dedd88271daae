package dev.waybill.audit.catalog;

import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.ParameterValue.Texts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Statement of an audit with literals for its placeholders.
 *
 * @param template statement with placeholders
 * @param literals literals by placeholder
 */
record Binding(SqlTemplate template, Map<String, String> literals) {
  /** Limit of Athena, in bytes. */
  private static final int MAX_BYTES = 262_144;

  static Binding of(
      AuditQuery query,
      Window window,
      Map<String, String> deployment,
      Map<String, ParameterValue> set) {
    SqlTemplate template = SqlTemplate.parse(query.sql(), new ArrayList<>());
    Map<String, String> literals = literals(window, deployment);
    values(query, set).forEach((name, value) -> literals.put(name, SqlLiteral.of(value)));
    return new Binding(template, literals).validated(query.id());
  }

  /** Returns literals for the placeholders of a window and of the deployment, by name. */
  static Map<String, String> literals(Window window, Map<String, String> deployment) {
    Map<String, String> literals = new TreeMap<>();
    literals.put(Placeholders.FROM, SqlLiteral.of(window.from()));
    literals.put(Placeholders.UNTIL, SqlLiteral.of(window.until()));
    literals.put(Placeholders.FIRST_DAY, SqlLiteral.of(window.firstDay()));
    literals.put(Placeholders.LAST_DAY, SqlLiteral.of(window.lastDay()));
    Placeholders.LISTS.stream()
        .filter(deployment::containsKey)
        .map(it -> Map.entry(it, Placeholders.texts(deployment.getOrDefault(it, ""))))
        .forEach(it -> literals.put(it.getKey(), SqlLiteral.of(new Texts(it.getValue()))));
    Placeholders.DEPLOYMENT.stream()
        .filter(deployment::containsKey)
        .forEach(it -> literals.put(it, SqlLiteral.of(deployment.getOrDefault(it, ""))));
    return literals;
  }

  private static Map<String, ParameterValue> values(
      AuditQuery query, Map<String, ParameterValue> set) {
    Map<String, ParameterValue> values = new TreeMap<>();
    query.parameters().forEach(it -> values.put(it.name(), it.preset()));
    set.forEach(
        (name, value) -> {
          ParameterValue preset = values.get(name);
          if (preset == null) {
            throw new IllegalArgumentException(
                query.id() + " has no parameter " + name + "; there are " + values.keySet());
          }
          if (!preset.type().equals(value.type())) {
            throw new IllegalArgumentException(
                query.id() + "'s " + name + " is " + preset.type() + " and not " + value.type());
          }
          values.put(name, value);
        });
    return values;
  }

  Binding validated(String id) {
    List<String> missing =
        template.names().stream().filter(it -> !literals.containsKey(it)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          id + " names " + missing + ", for which no value is given");
    }
    int length = sql().getBytes(StandardCharsets.UTF_8).length;
    if (length > MAX_BYTES) {
      throw new IllegalArgumentException(
          id + " is " + length + " bytes long with its values; Athena accepts " + MAX_BYTES);
    }
    return this;
  }

  String sql() {
    return template.bind(literals);
  }
}
