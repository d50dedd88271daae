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
  private static final Set<String> NOT_FOUND = Set.of("EntityNotFoundException");

  private final GlueClient glue;
  private final String database;
  private final CatalogTables tables;

  public CatalogControls(GlueClient glue, Deployment d, CatalogTables tables) {
    this.glue = glue;
    this.database = d.settings().audit().database();
    this.tables = tables;
  }

  /** Returns the control of the database, then one per script in the order of the scripts. */
  public List<ControlDefinition> definitions() {
    List<ControlDefinition> definitions = new ArrayList<>();
    definitions.add(databaseExists());
    tables.scripts().forEach(it -> definitions.add(definition(it)));
    return definitions;
  }

  private ControlDefinition databaseExists() {
    return new ControlDefinition(
        new Control(
            DATABASE,
            "Audit queries read the tables of the database.",
            "AWS Athena user guide, data catalog",
            "aws glue create-database --database-input Name=" + database),
        List.of(),
        () ->
            NotFound.of(() -> glue.getDatabase(it -> it.name(database)), NOT_FOUND)
                .map(it -> ControlState.of("present", "present"))
                .orElseGet(() -> ControlState.absent("present")),
        () -> glue.createDatabase(it -> it.databaseInput(to -> to.name(database))));
  }

  private ControlDefinition definition(SchemaScript script) {
    TableInput wanted = tables.of(script);
    boolean table = script instanceof TableScript;
    return new ControlDefinition(
        new Control(
            "catalog." + script.name(),
            table
                ? "Athena reads " + wanted.storageDescriptor().location() + " through this table."
                : "Audits query this view; different columns or a different query would mislead"
                    + " audits.",
            "AWS Athena user guide, " + (table ? "partition projection" : "views"),
            "run its script of sql/schema in Athena"),
        List.of(DATABASE),
        () -> read(wanted),
        () -> apply(wanted));
  }

  private Optional<Table> find(String name) {
    return NotFound.of(
        () -> glue.getTable(it -> it.databaseName(database).name(name)).table(), NOT_FOUND);
  }

  private ControlState read(TableInput wanted) {
    return find(wanted.name())
        .map(it -> read(it, wanted))
        .orElseGet(() -> ControlState.absent(CURRENT));
  }

  private static ControlState read(Table present, TableInput wanted) {
    List<String> differences = differences(present, wanted);
    String is = differences.isEmpty() ? CURRENT : "different: " + String.join(", ", differences);
    return ControlState.of(is, CURRENT).taking(otherLocation(present, wanted));
  }

  /** Returns the location that others query through the table; empty when it is the wanted one. */
  private static String otherLocation(Table present, TableInput wanted) {
    String location = present.storageDescriptor().location();
    return location == null
            || location.isEmpty()
            || hasSameLocation(location, wanted.storageDescriptor().location())
        ? ""
        : "queries of " + location;
  }

  private static boolean hasSameLocation(String a, String b) {
    return same(withoutTrailingSlash(a), withoutTrailingSlash(b));
  }

  private static List<String> differences(Table present, TableInput wanted) {
    List<String> differences = new ArrayList<>();
    addUnless(
        differences,
        "columns",
        columns(present.storageDescriptor().columns())
            .equals(columns(wanted.storageDescriptor().columns())));
    addUnless(
        differences,
        "partitions",
        columns(present.partitionKeys()).equals(columns(wanted.partitionKeys())));
    addUnless(differences, "location and format", hasSameStorage(present, wanted));
    addUnless(
        differences,
        "properties",
        present.parameters().entrySet().containsAll(wanted.parameters().entrySet()));
    addUnless(differences, "query", same(present.viewOriginalText(), wanted.viewOriginalText()));
    return differences;
  }

  private static void addUnless(List<String> differences, String name, boolean same) {
    if (!same) {
      differences.add(name);
    }
  }

  private static boolean hasSameStorage(Table present, TableInput wanted) {
    var a = present.storageDescriptor();
    var b = wanted.storageDescriptor();
    boolean serdes =
        b.serdeInfo() == null
            || (a.serdeInfo() != null
                && b.serdeInfo()
                    .serializationLibrary()
                    .equals(a.serdeInfo().serializationLibrary()));
    return serdes
        && hasSameLocation(a.location(), b.location())
        && same(a.inputFormat(), b.inputFormat())
        && same(a.outputFormat(), b.outputFormat());
  }

  private static String withoutTrailingSlash(String location) {
    return String.valueOf(location).replaceAll("/+$", "");
  }

  /** Compares texts; the catalogue returns an empty text for a missing one. */
  private static boolean same(String a, String b) {
    return (a == null ? "" : a).equals(b == null ? "" : b);
  }

  private static Map<String, String> columns(List<Column> columns) {
    Map<String, String> types = new LinkedHashMap<>();
    columns.forEach(it -> types.put(it.name(), it.type()));
    return types;
  }

  private void apply(TableInput wanted) {
    Optional<Table> present = find(wanted.name());
    if (present.isEmpty()) {
      glue.createTable(it -> it.databaseName(database).tableInput(wanted));
      return;
    }
    Map<String, String> parameters = new HashMap<>(present.get().parameters());
    parameters.putAll(wanted.parameters());
    TableInput merged = wanted.toBuilder().parameters(parameters).build();
    glue.updateTable(it -> it.databaseName(database).tableInput(merged));
  }
}
