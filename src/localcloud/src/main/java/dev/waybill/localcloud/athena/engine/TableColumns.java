package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.ResultColumn;
import dev.waybill.localcloud.athena.bridge.TableEntry;
import dev.waybill.localcloud.athena.bridge.ViewEntry;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorViewDefinition;
import io.trino.spi.connector.ConnectorViewDefinition.ViewColumn;
import io.trino.spi.type.TypeManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Conversion of the catalogue's tables and views to Trino's types. */
record TableColumns(TypeManager types) {
  HiveTable table(TableEntry entry) {
    List<HiveColumn> columns = new ArrayList<>();
    entry.columns().forEach(it -> columns.add(column(it, false)));
    entry.partitions().forEach(it -> columns.add(column(it, true)));
    columns.add(HiveColumn.PATH);
    return new HiveTable(entry, columns);
  }

  private HiveColumn column(ResultColumn column, boolean partition) {
    return new HiveColumn(column.name(), types.fromSqlType(column.type()), partition);
  }

  static ColumnMetadata metadata(HiveColumn column) {
    return ColumnMetadata.builder()
        .setName(column.name())
        .setType(column.type())
        .setHidden(column.equals(HiveColumn.PATH))
        .build();
  }

  List<ColumnMetadata> metadata(ViewEntry view) {
    return view.columns().stream()
        .map(it -> new ColumnMetadata(it.name(), types.fromSqlType(it.type())))
        .toList();
  }

  ConnectorViewDefinition view(ViewEntry view) {
    List<ViewColumn> columns =
        view.columns().stream()
            .map(
                it ->
                    new ViewColumn(
                        it.name(), types.fromSqlType(it.type()).getTypeId(), Optional.empty()))
            .toList();
    return new ConnectorViewDefinition(
        view.query(),
        Optional.of(TrinoEngine.CATALOGUE),
        Optional.of(view.database()),
        columns,
        Optional.empty(),
        Optional.empty(),
        true,
        List.of());
  }
}
