package dev.waybill.localcloud.athena.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** The files of tables. */
public interface TableFiles {
  /**
   * The files of those partitions that the filters admit.
   *
   * @param filters by partition column; a column without one is not bounded
   * @throws SqlFailure when the table's partitions cannot be told
   */
  List<TableFile> of(TableEntry table, Map<String, PartitionFilter> filters);

  /** The bytes of one as they lie in S3. */
  InputStream open(TableFile file) throws IOException;
}
