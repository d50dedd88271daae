package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.athena.hive.HiveStatement;
import dev.waybill.localcloud.athena.hive.HiveStatement.Name;
import dev.waybill.localcloud.athena.hive.HiveStatement.RepairTable;
import dev.waybill.localcloud.athena.hive.HiveStatement.ShowColumns;
import dev.waybill.localcloud.athena.hive.HiveStatement.ShowDatabases;
import dev.waybill.localcloud.athena.hive.HiveStatement.ShowPartitions;
import dev.waybill.localcloud.athena.hive.HiveStatement.ShowTables;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Output of SHOW, DESCRIBE and MSCK REPAIR TABLE statements. */
record ShowStatements(DdlExecutor ddl) {
  List<String> lines(HiveStatement statement) {
    if (statement instanceof ShowDatabases) {
      return ddl.definitions().databases();
    }
    if (statement instanceof ShowTables show) {
      return tables(show);
    }
    if (statement instanceof ShowColumns show) {
      return columns(table(show.name()), show.types());
    }
    Name name =
        statement instanceof ShowPartitions show ? show.name() : ((RepairTable) statement).name();
    return partitions(table(name));
  }

  private List<String> tables(ShowTables show) {
    String where = show.database().orElse(ddl.database());
    ddl.requireDatabase(where);
    return ddl.definitions().tables(where).stream()
        .filter(it -> !show.views() || it.path("TableType").asText().equals(DdlExecutor.VIEW_TYPE))
        .map(it -> it.path("Name").asText())
        .toList();
  }

  private ObjectNode table(Name name) {
    String where = ddl.existingDatabase(name);
    return ddl.definitions()
        .table(where, name.name())
        .orElseThrow(
            () ->
                DdlExecutor.failure(
                    "SemanticException", "Table not found: " + where + "." + name.name()));
  }

  private static List<String> columns(ObjectNode table, boolean types) {
    List<String> lines = new ArrayList<>();
    Stream.of(table.path("StorageDescriptor").path("Columns"), table.path("PartitionKeys"))
        .forEach(columns -> columns.forEach(column -> lines.add(line(column, types))));
    return lines;
  }

  private static String line(JsonNode column, boolean types) {
    String name = column.path("Name").asText();
    return types ? name + "\t" + column.path("Type").asText() : name;
  }

  /** Returns no partitions because they are projected and not stored. */
  private static List<String> partitions(ObjectNode table) {
    if (table.path("PartitionKeys").isEmpty()) {
      throw DdlExecutor.failure(
          "SemanticException",
          "Table " + table.path("Name").asText() + " is not a partitioned table");
    }
    return List.of();
  }
}
