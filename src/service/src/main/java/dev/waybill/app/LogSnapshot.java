package dev.waybill.app;

import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileRange;
import dev.waybill.record.log.LogEntry;
import java.util.List;

/**
 * Entries of the log when it had a size.
 *
 * @param log the log, which may have grown
 * @param size the size
 */
record LogSnapshot(LoggedEntries log, long size) implements LoggedEntries {
  @Override
  public List<LogEntry> read(TileRange range) {
    return log.read(range);
  }
}
