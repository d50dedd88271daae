package dev.waybill.localcloud.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Content files that are open for reading. A file is deleted after its last reader closes it.
 * Thread-safe.
 */
final class OpenFiles {
  private final Map<Path, Integer> readers = new HashMap<>();
  private final Set<Path> deletePending = new HashSet<>();

  /**
   * Registers a reader of all files at once, so that no file can be deleted in between.
   *
   * @throws NoSuchFileException when one of the files is deleted; then none is registered
   */
  synchronized void acquire(List<Path> files) throws NoSuchFileException {
    for (Path file : files) {
      if (deletePending.contains(file) || !Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
    }
    files.forEach(file -> readers.merge(file, 1, Integer::sum));
  }

  synchronized void release(List<Path> files) throws IOException {
    for (Path file : files) {
      boolean last = readers.merge(file, -1, OpenFiles::decrement) == null;
      if (last && deletePending.remove(file)) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Deletes a file now, or after its last reader has closed it. */
  synchronized void delete(Path file) throws IOException {
    if (readers.containsKey(file)) {
      deletePending.add(file);
    } else {
      Files.deleteIfExists(file);
    }
  }

  private static @Nullable Integer decrement(Integer count, Integer by) {
    int remaining = count + by;
    return remaining == 0 ? null : remaining;
  }
}
