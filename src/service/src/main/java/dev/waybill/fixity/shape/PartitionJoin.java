package dev.waybill.fixity.shape;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Join of rows by their place, one file at a time in memory. A file that is too large is split by
 * the next bits of the hash first, so that the memory does not depend on the number of rows.
 */
final class PartitionJoin {
  /** Limit for the rows of a file that are joined in memory. */
  static final int MAX_ROWS = 65_536;

  /** Limit for the rows of places that no split can separate. */
  static final int MAX_CROWDED_ROWS = 131_072;

  private final Path folder;
  private final SpillSpace space;
  private final int maxRows;
  private final int maxCrowdedRows;
  private final Consumer<ShapePlace> places;
  private long crowdedRows;
  private int names;

  PartitionJoin(Path folder, SpillSpace space, Consumer<ShapePlace> places) {
    this(folder, space, MAX_ROWS, MAX_CROWDED_ROWS, places);
  }

  PartitionJoin(
      Path folder, SpillSpace space, int maxRows, int maxCrowdedRows, Consumer<ShapePlace> places) {
    this.folder = folder;
    this.space = space;
    this.maxRows = maxRows;
    this.maxCrowdedRows = maxCrowdedRows;
    this.places = places;
  }

  /** Joins the rows of a file of the first level, and deletes it. */
  void join(RowFile file) {
    join(file, 1);
  }

  private void join(RowFile file, int level) {
    if (file.rows() > maxRows && level < RowPartitions.LEVELS) {
      split(file, level);
      return;
    }
    if (file.rows() > Math.max(maxRows, maxCrowdedRows)) {
      crowdedRows += file.rows();
    } else {
      Map<PlaceHash, ShapePlace> joined = new HashMap<>();
      file.forEach(it -> joined.computeIfAbsent(it.place(), at -> new ShapePlace()).add(it));
      joined.values().forEach(places);
    }
    file.delete();
  }

  private void split(RowFile file, int level) {
    RowPartitions parts = new RowPartitions(folder, "split-" + ++names, level, space);
    file.forEach(parts::add);
    file.delete();
    for (RowFile part : parts.finish()) {
      join(part, level + 1);
    }
  }

  /**
   * Returns the number of rows of keys that have more versions than fit into memory; they were not
   * judged.
   */
  long crowdedRows() {
    return crowdedRows;
  }
}
