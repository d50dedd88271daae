package dev.waybill.backfill;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Writer of the units of a manifest, all of which are stored before the backfill begins. */
public final class UnitWriter implements VersionSource.Receiver {
  /** Units that are stored concurrently. */
  private static final int BATCH = 32;

  private final BackfillStore store;
  private final String job;
  private final List<BackfillUnit> pending = new ArrayList<>();
  private final List<BackfillVersion> versions = new ArrayList<>();
  private final TreeMap<String, Long> excluded = new TreeMap<>();
  private int units;

  public UnitWriter(BackfillStore store, String job) {
    this.store = store;
    this.job = job;
  }

  @Override
  public void wanted(BackfillVersion version) {
    versions.add(version);
    if (versions.size() == BackfillUnit.MAX_VERSIONS) {
      write();
    }
  }

  @Override
  public void excluded(String label) {
    excluded.merge(label, 1L, Long::sum);
  }

  private void write() {
    BackfillUnit unit =
        new BackfillUnit(
            new UnitName(job, 0, units),
            versions,
            VersionCounts.NONE,
            RangePosition.after(null).asEnd());
    pending.add(unit);
    units++;
    versions.clear();
    if (pending.size() == BATCH) {
      flush();
    }
  }

  private void flush() {
    store.createAll(pending);
    pending.clear();
  }

  /** Writes the last unit; returns the number of units. */
  public int end() {
    if (!versions.isEmpty()) {
      write();
    }
    flush();
    return units;
  }

  /** Returns what no unit has. */
  public VersionCounts left() {
    return VersionCounts.of(excluded);
  }
}
