package dev.waybill.localcloud.athena.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Access to the files of tables. */
public interface TableFiles {
  /**
   * Returns the files of the partitions that the filters accept.
   *
   * @param filters the filters by partition column; a column without a filter is unbounded
   * @throws SqlFailure if the table's partitions cannot be determined
   */
  List<TableFile> list(TableEntry table, Map<String, PartitionFilter> filters);

  /** Opens a file. The stream has the bytes as stored in S3. */
  InputStream open(TableFile file) throws IOException;
}
