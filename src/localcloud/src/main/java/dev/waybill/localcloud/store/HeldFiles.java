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

/** Which content files are being read: those are deleted after their last reader. Thread-safe. */
final class HeldFiles {
  private final Map<Path, Integer> readers = new HashMap<>();
  private final Set<Path> doomed = new HashSet<>();

  /**
   * Holds all of the files, so that a delete cannot come between two of them.
   *
   * @throws NoSuchFileException when one is deleted already, and then holds none
   */
  synchronized void hold(List<Path> files) throws NoSuchFileException {
    for (Path file : files) {
      if (doomed.contains(file) || !Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
    }
    files.forEach(file -> readers.merge(file, 1, Integer::sum));
  }

  synchronized void release(List<Path> files) throws IOException {
    for (Path file : files) {
      boolean last = readers.merge(file, -1, HeldFiles::less) == null;
      if (last && doomed.remove(file)) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Deletes now, or once nobody reads it any more. */
  synchronized void delete(Path file) throws IOException {
    if (readers.containsKey(file)) {
      doomed.add(file);
    } else {
      Files.deleteIfExists(file);
    }
  }

  private static @Nullable Integer less(Integer count, Integer by) {
    int left = count + by;
    return left == 0 ? null : left;
  }
}
