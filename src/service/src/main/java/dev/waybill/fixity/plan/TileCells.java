package dev.waybill.fixity.plan;

import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.record.log.LogEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts of the entries of a tile by prefix and size. */
final class TileCells {
  /** Limit of the prefixes of a tile; the entries with further ones are counted as others. */
  static final int MAX_PREFIXES = 16;

  private static final int MAX_LENGTH = 64;

  private final Map<String, Integer> prefixes = new LinkedHashMap<>();
  private final Map<List<Object>, CoverageCell> cells = new LinkedHashMap<>();

  private TileCells() {}

  /**
   * Counts entries.
   *
   * @param open positions of entries whose bytes were not read
   * @param examinations examinations of the entries
   */
  static List<CoverageCell> of(
      List<LogEntry> entries, EntrySet open, List<Examination> examinations) {
    TileCells counted = new TileCells();
    for (int at = 0; at < entries.size(); at++) {
      boolean isArchived = examinations.get(at).condition() == FixityCondition.ARCHIVED;
      counted.add(entries.get(at), open.contains(at) ? 1 : 0, isArchived ? 1 : 0);
    }
    return new ArrayList<>(counted.cells.values());
  }

  private void add(LogEntry entry, int open, int archived) {
    String prefix = bounded(prefix(entry));
    SizeClass size = SizeClass.of(entry.size());
    cells.merge(
        List.of(prefix, size),
        new CoverageCell(prefix, size, 1, entry.size(), open, archived),
        CoverageCell::plus);
  }

  private String bounded(String prefix) {
    if (!prefixes.containsKey(prefix) && prefixes.size() >= MAX_PREFIXES - 1) {
      return CoverageCell.OTHER;
    }
    prefixes.put(prefix, prefixes.size());
    return prefix;
  }

  /** Returns the first folder below the incoming or processed prefix; empty when there is none. */
  static String prefix(LogEntry entry) {
    String destination = entry.destinationKey();
    String key = destination == null ? entry.version().key() : destination;
    int from = key.indexOf('/') + 1;
    int to = from == 0 ? -1 : key.indexOf('/', from);
    if (to < 0) {
      return "";
    }
    String folder = key.substring(from, to);
    return folder.length() <= MAX_LENGTH ? folder : folder.substring(0, MAX_LENGTH);
  }
}
