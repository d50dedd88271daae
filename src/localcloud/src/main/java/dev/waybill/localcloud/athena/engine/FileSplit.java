package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.TableFile;
import io.trino.spi.connector.ConnectorSplit;

/** A file is read as a whole. */
record FileSplit(TableFile file) implements ConnectorSplit {
  @Override
  public Object getInfo() {
    return file.uri();
  }
}
