package dev.waybill.baseline.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * View of Athena, parsed from its CREATE VIEW statement. A comment lists the types of the columns,
 * because the catalogue requires them.
 *
 * @param columns Trino types by column name, in order
 * @param query text after AS
 */
public record ViewScript(String name, Map<String, String> columns, String query)
    implements SchemaScript {
  private static final Pattern STATEMENT =
      Pattern.compile(
          "CREATE (?:OR REPLACE )?VIEW (?<name>\\w+) AS\\s+(?<query>SELECT.+?);?", Pattern.DOTALL);
  private static final Pattern COLUMN = Pattern.compile("(\\w+) ([a-z0-9()]+)");
  private static final Map<String, String> HIVE =
      Map.of(
          "varchar", "string",
          "bigint", "bigint",
          "integer", "int",
          "double", "double",
          "boolean", "boolean",
          "date", "date",
          "timestamp(3)", "timestamp");

  /**
   * Parses a script that contains one statement.
   *
   * @throws IllegalArgumentException when the statement is not a CREATE VIEW, or the comment with
   *     its columns is missing or invalid
   */
  public static ViewScript parse(String script) {
    String statement =
        script
            .lines()
            .filter(it -> !it.stripLeading().startsWith("--"))
            .collect(Collectors.joining("\n"))
            .strip();
    Matcher view = STATEMENT.matcher(statement);
    if (!view.matches()) {
      throw new IllegalArgumentException("is not CREATE VIEW name AS SELECT …");
    }
    return new ViewScript(view.group("name"), columns(script), view.group("query"));
  }

  private static Map<String, String> columns(String script) {
    String comment =
        script
            .lines()
            .filter(it -> it.startsWith("--"))
            .map(it -> it.substring(2).strip())
            .dropWhile(it -> !it.startsWith("columns:"))
            .collect(Collectors.joining(" "));
    if (comment.isEmpty()) {
      throw new IllegalArgumentException("has no comment \"-- columns: name type, …\"");
    }
    Map<String, String> columns = new LinkedHashMap<>();
    for (String part : SqlParsing.split(comment.substring("columns:".length()))) {
      Matcher column = COLUMN.matcher(part.strip());
      if (!column.matches() || !HIVE.containsKey(column.group(2))) {
        throw new IllegalArgumentException(
            "\"" + part.strip() + "\" is not a column with one of the types " + HIVE.keySet());
      }
      columns.put(column.group(1), column.group(2));
    }
    return columns;
  }

  /** Returns the Hive types by column name, in order. */
  public Map<String, String> hiveColumns() {
    Map<String, String> hive = new LinkedHashMap<>();
    columns.forEach((name, type) -> hive.put(name, HIVE.getOrDefault(type, "string")));
    return hive;
  }

  /** Returns the text under which Athena stores the view in the Glue catalogue. */
  public String presto(String database) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.put("originalSql", query).put("catalog", "awsdatacatalog").put("schema", database);
    ArrayNode array = view.putArray("columns");
    columns.forEach((column, type) -> array.addObject().put("name", column).put("type", type));
    String encoded =
        Base64.getEncoder().encodeToString(view.toString().getBytes(StandardCharsets.UTF_8));
    return "/* Presto View: " + encoded + " */";
  }
}
