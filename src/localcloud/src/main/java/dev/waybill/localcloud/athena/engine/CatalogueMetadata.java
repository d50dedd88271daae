package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.Catalogue;
import dev.waybill.localcloud.athena.bridge.CatalogueEntry;
import dev.waybill.localcloud.athena.bridge.TableEntry;
import dev.waybill.localcloud.athena.bridge.ViewEntry;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTableVersion;
import io.trino.spi.connector.ConnectorViewDefinition;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.RelationColumnsMetadata;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.predicate.TupleDomain;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of the catalogue for Trino. Predicates on partition columns and paths are pushed down.
 */
final class CatalogueMetadata implements ConnectorMetadata {
  private final Catalogue catalogue;
  private final TableColumns columns;

  CatalogueMetadata(Catalogue catalogue, TableColumns columns) {
    this.catalogue = catalogue;
    this.columns = columns;
  }

  @Override
  public List<String> listSchemaNames(ConnectorSession session) {
    return catalogue.databases();
  }

  @Override
  public @Nullable ConnectorTableHandle getTableHandle(
      ConnectorSession session,
      SchemaTableName name,
      Optional<ConnectorTableVersion> from,
      Optional<ConnectorTableVersion> to) {
    return find(name, TableEntry.class).map(columns::table).orElse(null);
  }

  private <T extends CatalogueEntry> Optional<T> find(SchemaTableName name, Class<T> kind) {
    return catalogue
        .entry(name.getSchemaName(), name.getTableName())
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  @Override
  public ConnectorTableMetadata getTableMetadata(
      ConnectorSession session, ConnectorTableHandle handle) {
    HiveTable table = (HiveTable) handle;
    return new ConnectorTableMetadata(
        new SchemaTableName(table.entry().database(), table.entry().name()),
        table.columns().stream().map(TableColumns::metadata).toList());
  }

  @Override
  public Map<String, ColumnHandle> getColumnHandles(
      ConnectorSession session, ConnectorTableHandle handle) {
    Map<String, ColumnHandle> handles = new LinkedHashMap<>();
    ((HiveTable) handle).columns().forEach(column -> handles.put(column.name(), column));
    return handles;
  }

  @Override
  public ColumnMetadata getColumnMetadata(
      ConnectorSession session, ConnectorTableHandle table, ColumnHandle column) {
    return TableColumns.metadata((HiveColumn) column);
  }

  @Override
  public List<SchemaTableName> listTables(ConnectorSession session, Optional<String> database) {
    return entries(database, CatalogueEntry.class).keySet().stream().toList();
  }

  @Override
  public List<SchemaTableName> listViews(ConnectorSession session, Optional<String> database) {
    return entries(database, ViewEntry.class).keySet().stream().toList();
  }

  private <T extends CatalogueEntry> Map<SchemaTableName, T> entries(
      Optional<String> database, Class<T> kind) {
    Map<SchemaTableName, T> entries = new LinkedHashMap<>();
    for (String each : database.map(List::of).orElseGet(catalogue::databases)) {
      Stream<T> found = catalogue.entries(each).stream().filter(kind::isInstance).map(kind::cast);
      found.forEach(entry -> entries.put(new SchemaTableName(each, entry.name()), entry));
    }
    return entries;
  }

  @Override
  public Map<SchemaTableName, ConnectorViewDefinition> getViews(
      ConnectorSession session, Optional<String> database) {
    Map<SchemaTableName, ConnectorViewDefinition> views = new LinkedHashMap<>();
    entries(database, ViewEntry.class).forEach((name, view) -> views.put(name, columns.view(view)));
    return views;
  }

  @Override
  public Optional<ConnectorViewDefinition> getView(ConnectorSession session, SchemaTableName name) {
    return find(name, ViewEntry.class).map(columns::view);
  }

  @Override
  public Iterator<RelationColumnsMetadata> streamRelationColumns(
      ConnectorSession session,
      Optional<String> database,
      UnaryOperator<Set<SchemaTableName>> filter) {
    Map<SchemaTableName, CatalogueEntry> entries = entries(database, CatalogueEntry.class);
    entries.keySet().retainAll(filter.apply(Set.copyOf(entries.keySet())));
    return entries.entrySet().stream()
        .map(it -> RelationColumnsMetadata.forTable(it.getKey(), metadata(it.getValue())))
        .iterator();
  }

  private List<ColumnMetadata> metadata(CatalogueEntry entry) {
    if (entry instanceof ViewEntry view) {
      return columns.metadata(view);
    }
    return columns.table((TableEntry) entry).columns().stream()
        .map(TableColumns::metadata)
        .toList();
  }

  /**
   * Pushes down the predicate on partition columns and on the path to avoid reads, as Trino's Hive
   * connector does. The predicate also stays in the plan.
   */
  @Override
  public Optional<ConstraintApplicationResult<ConnectorTableHandle>> applyFilter(
      ConnectorSession session, ConnectorTableHandle handle, Constraint constraint) {
    HiveTable table = (HiveTable) handle;
    TupleDomain<ColumnHandle> combined =
        table
            .constraint()
            .intersect(
                constraint.getSummary().filter((column, domain) -> ((HiveColumn) column).ofFile()));
    if (combined.equals(table.constraint())) {
      return Optional.empty();
    }
    return Optional.of(
        new ConstraintApplicationResult<>(
            new HiveTable(table.entry(), table.columns(), combined),
            constraint.getSummary(),
            constraint.getExpression(),
            false));
  }
}
