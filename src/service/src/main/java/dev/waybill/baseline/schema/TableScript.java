package dev.waybill.baseline.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * External table of Athena, parsed from its CREATE EXTERNAL TABLE statement.
 *
 * @param columns Hive types by column name, in order
 * @param partitions Hive types by partition column, in order
 * @param properties values of TBLPROPERTIES by name
 */
public record TableScript(
    String name,
    Map<String, String> columns,
    Map<String, String> partitions,
    String serde,
    String inputFormat,
    String outputFormat,
    String location,
    Map<String, String> properties)
    implements SchemaScript {
  private static final Pattern STATEMENT =
      Pattern.compile(
          "CREATE EXTERNAL TABLE (?:IF NOT EXISTS )?(?<name>\\w+) \\((?<columns>.+)\\)"
              + " PARTITIONED BY \\((?<partitions>.+?)\\)"
              + " ROW FORMAT SERDE '(?<serde>[^']+)'"
              + " STORED AS INPUTFORMAT '(?<input>[^']+)' OUTPUTFORMAT '(?<output>[^']+)'"
              + " LOCATION '(?<location>[^']+)'"
              + " TBLPROPERTIES \\((?<properties>.+)\\);?");
  private static final Pattern PROPERTY = Pattern.compile("'([^']+)' ?= ?'([^']*)'");
  private static final Pattern COLUMN = Pattern.compile("`?(\\w+)`? (.+)");

  /**
   * Parses a script that contains one statement.
   *
   * @throws IllegalArgumentException when the statement does not have the form of the CloudTrail
   *     table in Athena's user guide
   */
  public static TableScript parse(String script) {
    Matcher statement = STATEMENT.matcher(SqlParsing.oneLine(script));
    if (!statement.matches()) {
      throw new IllegalArgumentException(
          "is not a CREATE EXTERNAL TABLE with PARTITIONED BY, ROW FORMAT SERDE, STORED AS"
              + " INPUTFORMAT and OUTPUTFORMAT, LOCATION and TBLPROPERTIES, in this order");
    }
    return new TableScript(
        statement.group("name"),
        columns(statement.group("columns")),
        columns(statement.group("partitions")),
        statement.group("serde"),
        statement.group("input"),
        statement.group("output"),
        statement.group("location"),
        properties(statement.group("properties")));
  }

  private static Map<String, String> columns(String list) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String part : SqlParsing.split(list)) {
      Matcher column = COLUMN.matcher(part.strip());
      if (!column.matches()) {
        throw new IllegalArgumentException("\"" + part.strip() + "\" is not a column with a type");
      }
      columns.put(column.group(1), column.group(2).replace(" ", ""));
    }
    return columns;
  }

  private static Map<String, String> properties(String list) {
    Map<String, String> properties = new LinkedHashMap<>();
    List<String> parts = SqlParsing.split(list);
    for (String part : parts) {
      Matcher property = PROPERTY.matcher(part.strip());
      if (!property.matches()) {
        throw new IllegalArgumentException("\"" + part.strip() + "\" is not 'name' = 'value'");
      }
      properties.put(property.group(1), property.group(2));
    }
    return properties;
  }
}
