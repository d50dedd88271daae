package dev.waybill.fixity.shape;

import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileRange;
import dev.waybill.record.log.LogEntry;
import java.util.ArrayList;
import java.util.List;

/** Log of records in memory. */
final class LogModel implements LoggedEntries {
  private final List<LogEntry> entries = new ArrayList<>();

  void add(LogEntry entry) {
    entries.add(entry);
  }

  LogEntry at(long index) {
    return entries.get((int) index);
  }

  @Override
  public long size() {
    return entries.size();
  }

  @Override
  public List<LogEntry> read(TileRange range) {
    return List.copyOf(entries.subList((int) range.from(), (int) range.to()));
  }
}
