package dev.waybill.fixity.shape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Disk space for the temporary files of one run. A run stops before it fills the disk. */
public final class SpillSpace {
  /** Free space that a run leaves to others. */
  static final long RESERVE = 256L * 1024 * 1024;

  private static final long CHECK_INTERVAL = 16L * 1024 * 1024;

  /** Rows of a version: one of its entry and one of its listing. */
  private static final int ROWS_PER_VERSION = 2;

  private final LongSupplier usable;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong present = new AtomicLong();
  private final AtomicLong most = new AtomicLong();

  /**
   * @param usable returns the free bytes of the disk
   */
  SpillSpace(LongSupplier usable) {
    this.usable = usable;
  }

  /** Returns the space of the disk of a folder. */
  public static SpillSpace of(Path folder) {
    return new SpillSpace(() -> usable(folder));
  }

  private static long usable(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException("the free space of " + folder + " is unknown", e);
    }
  }

  /** Returns the bytes that the files of a log of a size need at the same time. */
  static long needed(long entries) {
    return entries * ROWS_PER_VERSION * ShapeRow.BYTES * 11 / 10;
  }

  /**
   * Checks the free space before a run.
   *
   * @throws SpillSpaceException when it is not enough
   */
  void require(long entries) {
    check(needed(entries));
  }

  private void check(long bytes) {
    long free = usable.getAsLong();
    if (free < bytes + RESERVE) {
      throw new SpillSpaceException(bytes, RESERVE, free);
    }
  }

  /**
   * Counts bytes that are about to be written.
   *
   * @throws SpillSpaceException when the disk is nearly full
   */
  public void write(int bytes) {
    long before = written.getAndAdd(bytes);
    if (before / CHECK_INTERVAL != (before + bytes) / CHECK_INTERVAL) {
      check(bytes);
    }
    long now = present.addAndGet(bytes);
    most.accumulateAndGet(now, Math::max);
  }

  /** Counts bytes that were deleted. */
  public void delete(long bytes) {
    present.addAndGet(-bytes);
  }

  /** Returns the largest number of bytes that existed at the same time. */
  public long most() {
    return most.get();
  }
}
