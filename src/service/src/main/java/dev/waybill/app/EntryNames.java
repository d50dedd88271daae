package dev.waybill.app;

import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.examine.AuthenticatedEntries;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.LogEntry;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Names of entries of the log: the URIs of their versions. The last tile is kept. */
final class EntryNames implements LongFunction<String> {
  private final AuthenticatedEntries log;
  private long tile = -1;
  private List<LogEntry> entries = List.of();

  EntryNames(AuthenticatedEntries log) {
    this.log = log;
  }

  @Override
  public String apply(long index) {
    LogEntry entry = entry(index);
    return entry == null ? "(the log cannot tell)" : entry.version().uri();
  }

  private @Nullable LogEntry entry(long index) {
    try {
      read(index / TileRange.FULL);
    } catch (InvalidLogException e) {
      return null;
    }
    int at = (int) (index % TileRange.FULL);
    return at < entries.size() ? entries.get(at) : null;
  }

  private void read(long wanted) {
    if (tile != wanted) {
      long size = log.size();
      entries = wanted * TileRange.FULL < size ? log.read(TileRange.of(wanted, size)) : List.of();
      tile = wanted;
    }
  }
}
