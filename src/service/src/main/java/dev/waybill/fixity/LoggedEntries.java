package dev.waybill.fixity;

import dev.waybill.record.log.LogEntry;
import java.util.List;

/** Entries of the log of records, authenticated by its newest signed checkpoint. */
public interface LoggedEntries {
  /**
   * Returns the number of entries of the newest checkpoint that was verified; 0 for a new log. The
   * number never falls while a process runs.
   *
   * @throws RuntimeException when the checkpoint cannot be read or is not that of the log
   */
  long size();

  /**
   * Returns true when the log has a range. What seems to lie beyond it may just have been added,
   * and another replica may know it.
   *
   * @throws RuntimeException as {@link #size}
   */
  default boolean has(TileRange range) {
    return range.to() <= size();
  }

  /**
   * Returns the entries of a range, which must lie within {@link #size}.
   *
   * @throws RuntimeException when they cannot be read, or are not what the checkpoint covers
   */
  List<LogEntry> read(TileRange range);
}
