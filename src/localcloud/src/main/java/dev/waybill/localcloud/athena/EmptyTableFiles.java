package dev.waybill.localcloud.athena;

import dev.waybill.localcloud.athena.bridge.PartitionFilter;
import dev.waybill.localcloud.athena.bridge.TableEntry;
import dev.waybill.localcloud.athena.bridge.TableFile;
import dev.waybill.localcloud.athena.bridge.TableFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Table files that are always empty. */
final class EmptyTableFiles implements TableFiles {
  @Override
  public List<TableFile> list(TableEntry table, Map<String, PartitionFilter> filters) {
    return List.of();
  }

  @Override
  public InputStream open(TableFile file) throws IOException {
    throw new FileNotFoundException(file.uri());
  }
}
