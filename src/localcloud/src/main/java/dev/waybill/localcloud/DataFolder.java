package dev.waybill.localcloud;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The data folder, held by one process at a time. The system lets go of it when that one dies. */
final class DataFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel held;

  private DataFolder(Path path, FileChannel held) {
    this.path = path;
    this.held = held;
  }

  static DataFolder hold(Path path) throws IOException {
    Files.createDirectories(path);
    FileChannel channel =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new IOException("data folder " + path + " is in use by another local cloud");
    }
    return new DataFolder(path, channel);
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() throws IOException {
    held.close();
  }
}
