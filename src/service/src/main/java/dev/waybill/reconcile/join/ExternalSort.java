package dev.waybill.reconcile.join;

import dev.waybill.fixity.shape.SpillSpace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Merge sort of any number of rows in bounded memory: full buffers are sorted and written, and the
 * files are merged when they are read. Equal rows are kept. For one thread.
 */
public final class ExternalSort {
  /** Memory of the rows in the buffer, with their headers. */
  private static final int BUFFER_BYTES = 16 * 1024 * 1024;

  /** Number of files that are merged at once, each with a buffer of 64 KiB. */
  private static final int MAX_FILES = 128;

  private static final int ROW_OVERHEAD = 24;

  private final Path folder;
  private final String name;
  private final SpillSpace space;
  private final int bufferBytes;
  private final int maxFiles;
  private final List<byte[]> buffer = new ArrayList<>();

  /** Files by the number of merges behind them, so that no row is merged more often than that. */
  private final List<List<RunFile>> levels = new ArrayList<>();

  private long buffered;
  private int written;

  /**
   * @param folder folder of its files; who deletes the folder deletes what a failure left
   * @param name begin of the names of its files
   */
  public ExternalSort(Path folder, String name, SpillSpace space) {
    this(folder, name, space, BUFFER_BYTES, MAX_FILES);
  }

  ExternalSort(Path folder, String name, SpillSpace space, int bufferBytes, int maxFiles) {
    this.folder = folder;
    this.name = name;
    this.space = space;
    this.bufferBytes = bufferBytes;
    this.maxFiles = maxFiles;
  }

  /**
   * Adds a row, which must not change any more.
   *
   * @throws dev.waybill.fixity.shape.SpillSpaceException when the disk is nearly full
   */
  public void add(byte[] row) {
    buffer.add(row);
    buffered += row.length + ROW_OVERHEAD;
    if (buffered >= bufferBytes) {
      spill();
    }
  }

  /** Returns all rows in order. No row can be added afterwards. */
  public SortedRows finish() {
    spill();
    return new MergedRows(levels.stream().flatMap(List::stream).toList());
  }

  private void spill() {
    if (buffer.isEmpty()) {
      return;
    }
    byte[][] rows = buffer.toArray(byte[][]::new);
    buffer.clear();
    buffered = 0;
    Arrays.sort(rows, Arrays::compareUnsigned);
    add(0, RunFile.write(path(), Arrays.asList(rows).iterator(), space));
  }

  private void add(int level, RunFile file) {
    if (level == levels.size()) {
      levels.add(new ArrayList<>());
    }
    List<RunFile> files = levels.get(level);
    files.add(file);
    if (files.size() == maxFiles) {
      try (MergedRows merged = new MergedRows(files)) {
        RunFile all = RunFile.write(path(), merged, space);
        files.clear();
        add(level + 1, all);
      }
    }
  }

  private Path path() {
    return folder.resolve(name + "-" + written++);
  }
}
