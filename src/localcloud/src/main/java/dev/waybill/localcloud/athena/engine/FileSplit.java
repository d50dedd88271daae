package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.TableFile;
import io.trino.spi.connector.ConnectorSplit;

/** Split of a table: one whole file. */
record FileSplit(TableFile file) implements ConnectorSplit {
  @Override
  public Object getInfo() {
    return file.uri();
  }
}
