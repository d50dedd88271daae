package dev.waybill.fixity.shape;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Rows in files by eight bits of the hash of their place. */
final class RowPartitions {
  /** Number of levels until the first half of the hash is used up. */
  static final int LEVELS = 8;

  private static final int BITS = 8;
  private static final int FILES = 1 << BITS;

  private final int level;
  private final List<RowFile> files;

  /**
   * @param folder folder of the files
   * @param name begin of their names
   * @param level which eight bits decide, 0 to 7
   */
  RowPartitions(Path folder, String name, int level, SpillSpace space) {
    this.level = level;
    this.files =
        IntStream.range(0, FILES)
            .mapToObj(it -> new RowFile(folder.resolve(name + "-" + it), space))
            .toList();
  }

  /** Adds a row; called by several threads. */
  void add(ShapeRow row) {
    int shift = Long.SIZE - BITS * (level + 1);
    files.get((int) (row.hashHigh() >>> shift) & (FILES - 1)).add(row);
  }

  /** Returns the files that have rows, after the last row was added. */
  List<RowFile> finish() {
    files.forEach(RowFile::finish);
    return files.stream().filter(it -> it.rows() > 0).toList();
  }
}
