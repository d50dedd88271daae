package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.Catalogue;
import dev.waybill.localcloud.athena.bridge.FileFormat;
import dev.waybill.localcloud.athena.bridge.PartitionFilter;
import dev.waybill.localcloud.athena.bridge.SqlFailure;
import dev.waybill.localcloud.athena.bridge.TableFiles;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorPageSourceProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorSplitManager;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.connector.FixedSplitSource;
import io.trino.spi.transaction.IsolationLevel;
import java.util.List;

/** Read-only Trino connector to the tables of the catalogue. */
final class CatalogueConnector
    implements Connector, ConnectorSplitManager, ConnectorPageSourceProvider {
  private enum Transaction implements ConnectorTransactionHandle {
    SINGLE
  }

  private final TableFiles files;
  private final RunningQueries running;
  private final CatalogueMetadata metadata;

  CatalogueConnector(
      Catalogue catalogue, TableFiles files, RunningQueries running, TableColumns columns) {
    this.files = files;
    this.running = running;
    this.metadata = new CatalogueMetadata(catalogue, columns);
  }

  @Override
  public ConnectorTransactionHandle beginTransaction(
      IsolationLevel isolation, boolean readOnly, boolean autoCommit) {
    return Transaction.SINGLE;
  }

  @Override
  public ConnectorMetadata getMetadata(
      ConnectorSession session, ConnectorTransactionHandle transaction) {
    return metadata;
  }

  @Override
  public ConnectorSplitManager getSplitManager() {
    return this;
  }

  @Override
  public ConnectorPageSourceProvider getPageSourceProvider() {
    return this;
  }

  @Override
  public ConnectorSplitSource getSplits(
      ConnectorTransactionHandle transaction,
      ConnectorSession session,
      ConnectorTableHandle handle,
      DynamicFilter dynamicFilter,
      Constraint constraint) {
    HiveTable table = (HiveTable) handle;
    if (table.entry().format() == FileFormat.UNREADABLE) {
      throw SqlFailure.notSupported(
          "the local cloud cannot read the format of table "
              + table.entry().name()
              + "; use JSON or CloudTrail logs");
    }
    PartitionFilter paths = table.filter(HiveColumn.PATH);
    List<FileSplit> splits =
        table.constraint().isNone()
            ? List.of()
            : files.list(table.entry(), PlanAnalyser.filters(table)).stream()
                .filter(it -> paths.accepts(it.uri()))
                .map(FileSplit::new)
                .toList();
    return new FixedSplitSource(splits);
  }

  @Override
  public ConnectorPageSource createPageSource(
      ConnectorTransactionHandle transaction,
      ConnectorSession session,
      ConnectorSplit split,
      ConnectorTableHandle table,
      List<ColumnHandle> columns,
      DynamicFilter dynamicFilter) {
    MeteredFile file =
        new MeteredFile(files, ((FileSplit) split).file(), running.control(session.getQueryId()));
    return new JsonPageSource(
        file,
        ((HiveTable) table).entry().format(),
        columns.stream().map(HiveColumn.class::cast).toList());
  }
}
