package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.Catalogue;
import dev.waybill.localcloud.athena.bridge.TableFiles;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;
import java.util.Map;

/** Factory of the connector to the catalogue. */
record CatalogueConnectorFactory(Catalogue catalogue, TableFiles files, RunningQueries running)
    implements ConnectorFactory {
  @Override
  public String getName() {
    return "glue";
  }

  @Override
  public Connector create(String name, Map<String, String> settings, ConnectorContext context) {
    TableColumns columns = new TableColumns(context.getTypeManager());
    return new CatalogueConnector(catalogue, files, running, columns);
  }
}
