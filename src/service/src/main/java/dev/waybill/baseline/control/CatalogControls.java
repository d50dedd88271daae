package dev.waybill.baseline.control;

import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.schema.CatalogTables;
import dev.waybill.baseline.schema.SchemaScript;
import dev.waybill.baseline.schema.TableScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Controls of the Glue catalogue: the database, and the tables and views of the scripts. */
public final class CatalogControls {
  private static final String DATABASE = "catalog.database";
  private static final String CURRENT = "as in sql/schema";
  private static final Set<String> NONE = Set.of("EntityNotFoundException");

  private final GlueClient glue;
  private final String database;
  private final CatalogTables tables;

  public CatalogControls(GlueClient glue, Deployment d, CatalogTables tables) {
    this.glue = glue;
    this.database = d.settings().audit().database();
    this.tables = tables;
  }

  /** The database, and then one a script, in their order. */
  public List<ControlDefinition> measures() {
    List<ControlDefinition> measures = new ArrayList<>();
    measures.add(databaseIsThere());
    tables.scripts().forEach(it -> measures.add(measure(it)));
    return measures;
  }

  private ControlDefinition databaseIsThere() {
    return new ControlDefinition(
        new Control(
            DATABASE,
            "Audit queries name tables in it.",
            "AWS Athena user guide, data catalog",
            "aws glue create-database --database-input Name=" + database),
        List.of(),
        () ->
            NotFound.of(() -> glue.getDatabase(it -> it.name(database)), NONE)
                .map(it -> ControlState.of("there", "there"))
                .orElseGet(() -> ControlState.absent("there")),
        () -> glue.createDatabase(it -> it.databaseInput(to -> to.name(database))));
  }

  private ControlDefinition measure(SchemaScript script) {
    TableInput wanted = tables.of(script);
    boolean table = script instanceof TableScript;
    return new ControlDefinition(
        new Control(
            "catalog." + script.name(),
            table
                ? "Athena reads " + wanted.storageDescriptor().location() + " through it."
                : "Audits ask it; other columns, or another query, would mislead them.",
            "AWS Athena user guide, " + (table ? "partition projection" : "views"),
            "run its script of sql/schema in Athena"),
        List.of(DATABASE),
        () -> read(wanted),
        () -> mend(wanted));
  }

  private Optional<Table> find(String name) {
    return NotFound.of(
        () -> glue.getTable(it -> it.databaseName(database).name(name)).table(), NONE);
  }

  private ControlState read(TableInput wanted) {
    return find(wanted.name())
        .map(it -> differences(it, wanted))
        .map(it -> it.isEmpty() ? CURRENT : "other: " + String.join(", ", it))
        .map(it -> ControlState.of(it, CURRENT))
        .orElseGet(() -> ControlState.absent(CURRENT));
  }

  private static List<String> differences(Table there, TableInput wanted) {
    List<String> differences = new ArrayList<>();
    note(
        differences,
        "columns",
        columns(there.storageDescriptor().columns())
            .equals(columns(wanted.storageDescriptor().columns())));
    note(
        differences,
        "partitions",
        columns(there.partitionKeys()).equals(columns(wanted.partitionKeys())));
    note(differences, "location and format", isStoredAlike(there, wanted));
    note(
        differences,
        "properties",
        there.parameters().entrySet().containsAll(wanted.parameters().entrySet()));
    note(differences, "query", same(there.viewOriginalText(), wanted.viewOriginalText()));
    return differences;
  }

  private static void note(List<String> differences, String what, boolean same) {
    if (!same) {
      differences.add(what);
    }
  }

  private static boolean isStoredAlike(Table there, TableInput wanted) {
    var a = there.storageDescriptor();
    var b = wanted.storageDescriptor();
    boolean serdes =
        b.serdeInfo() == null
            || (a.serdeInfo() != null
                && b.serdeInfo()
                    .serializationLibrary()
                    .equals(a.serdeInfo().serializationLibrary()));
    return serdes
        && same(slashed(a.location()), slashed(b.location()))
        && same(a.inputFormat(), b.inputFormat())
        && same(a.outputFormat(), b.outputFormat());
  }

  private static String slashed(String location) {
    return String.valueOf(location).replaceAll("/+$", "");
  }

  /** The catalogue gives an empty text where none was put. */
  private static boolean same(String a, String b) {
    return (a == null ? "" : a).equals(b == null ? "" : b);
  }

  private static Map<String, String> columns(List<Column> columns) {
    Map<String, String> types = new LinkedHashMap<>();
    columns.forEach(it -> types.put(it.name(), it.type()));
    return types;
  }

  private void mend(TableInput wanted) {
    Optional<Table> there = find(wanted.name());
    if (there.isEmpty()) {
      glue.createTable(it -> it.databaseName(database).tableInput(wanted));
      return;
    }
    Map<String, String> parameters = new HashMap<>(there.get().parameters());
    parameters.putAll(wanted.parameters());
    TableInput merged = wanted.toBuilder().parameters(parameters).build();
    glue.updateTable(it -> it.databaseName(database).tableInput(merged));
  }
}
