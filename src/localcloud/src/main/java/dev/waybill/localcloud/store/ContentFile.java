package dev.waybill.localcloud.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * File with the bytes of a version, or with those of one of its parts.
 *
 * @param path the file, which may be missing or damaged
 * @param size the size in bytes that was stored
 */
public record ContentFile(Path path, long size) {
  /** Returns the position behind the last byte that is left of some files. */
  static long end(List<ContentFile> files, long size) {
    long end = size;
    for (int at = files.size() - 1; at >= 0; at--) {
      ContentFile file = files.get(at);
      end -= file.size();
      long left = Math.min(file.left(), file.size());
      if (left > 0) {
        return end + left;
      }
    }
    return end;
  }

  private long left() {
    try {
      return Files.size(path);
    } catch (NoSuchFileException missing) {
      return size;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
