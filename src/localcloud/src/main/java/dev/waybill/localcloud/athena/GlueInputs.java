package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.athena.bridge.NewView;
import dev.waybill.localcloud.athena.bridge.ResultColumn;
import dev.waybill.localcloud.athena.hive.HiveStatement.Column;
import dev.waybill.localcloud.athena.hive.HiveStatement.CreateDatabase;
import dev.waybill.localcloud.athena.hive.HiveStatement.CreateTable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Inputs for Glue's catalogue that Athena creates from DDL. */
final class GlueInputs {
  /** Hive types of view columns by Trino type. Any other type is a string in Hive. */
  private static final Map<String, String> HIVE_TYPES =
      Map.of(
          "bigint", "bigint",
          "integer", "int",
          "smallint", "smallint",
          "tinyint", "tinyint",
          "double", "double",
          "real", "float",
          "boolean", "boolean",
          "date", "date",
          "timestamp(3)", "timestamp");

  private GlueInputs() {}

  static ObjectNode database(CreateDatabase statement) {
    ObjectNode input = object().put("Name", statement.name());
    if (!statement.comment().isEmpty()) {
      input.put("Description", statement.comment());
    }
    if (!statement.location().isEmpty()) {
      input.put("LocationUri", statement.location());
    }
    return input;
  }

  static ObjectNode table(CreateTable statement) {
    ObjectNode input =
        object().put("Name", statement.name().name()).put("TableType", "EXTERNAL_TABLE");
    ObjectNode parameters = input.putObject("Parameters").put("EXTERNAL", "TRUE");
    statement.properties().forEach(parameters::put);
    if (!statement.comment().isEmpty()) {
      parameters.put("comment", statement.comment());
    }
    columns(input.putArray("PartitionKeys"), statement.partitions());
    ObjectNode storage = input.putObject("StorageDescriptor");
    columns(storage.putArray("Columns"), statement.columns());
    storage
        .put("Location", statement.storage().location())
        .put("InputFormat", statement.storage().inputFormat())
        .put("OutputFormat", statement.storage().outputFormat());
    ObjectNode serde =
        storage.putObject("SerdeInfo").put("SerializationLibrary", statement.storage().serde());
    ObjectNode serdeParameters = serde.putObject("Parameters").put("serialization.format", "1");
    statement.storage().serdeProperties().forEach(serdeParameters::put);
    return input;
  }

  private static void columns(ArrayNode into, List<Column> columns) {
    for (Column column : columns) {
      ObjectNode each = into.addObject().put("Name", column.name());
      each.put("Type", column.type().hive());
      if (!column.comment().isEmpty()) {
        each.put("Comment", column.comment());
      }
    }
  }

  static ObjectNode view(NewView view) {
    ObjectNode input = object().put("Name", view.name()).put("TableType", "VIRTUAL_VIEW");
    input.putObject("Parameters").put("presto_view", "true").put("comment", "Presto View");
    input.put("ViewOriginalText", encode(view)).put("ViewExpandedText", "/* Presto View */");
    ArrayNode unused = input.putArray("PartitionKeys");
    ObjectNode storage = input.putObject("StorageDescriptor").put("Location", "");
    ArrayNode columns = storage.putArray("Columns");
    for (ResultColumn column : view.columns()) {
      columns
          .addObject()
          .put("Name", column.name())
          .put("Type", HIVE_TYPES.getOrDefault(column.type(), "string"));
    }
    return input;
  }

  private static String encode(NewView view) {
    ObjectNode text = object().put("originalSql", view.query());
    text.put("catalog", "awsdatacatalog").put("schema", view.database());
    ArrayNode columns = text.putArray("columns");
    for (ResultColumn column : view.columns()) {
      columns.addObject().put("name", column.name()).put("type", column.type());
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return "/* Presto View: " + Base64.getEncoder().encodeToString(bytes) + " */";
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
