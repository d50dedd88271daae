package dev.waybill.fixity.shape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folder for the temporary files of one run, which is deleted when it is closed. A process that
 * died leaves its folder; the next run deletes it, because nobody holds its lock any more.
 */
public final class SpillFolder implements AutoCloseable {
  private static final String GLANCE = "waybill-glance-";
  private static final String LOCK = "lock";

  private final Path folder;
  private final FileChannel channel;

  private SpillFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Creates a folder within an existing one.
   *
   * @throws UncheckedIOException when it cannot be written
   */
  static SpillFolder create(Path within) {
    return create(within, GLANCE);
  }

  /**
   * Creates a folder within an existing one.
   *
   * @param prefix begin of its name, which tells the runs that use it
   * @throws UncheckedIOException when it cannot be written
   */
  public static SpillFolder create(Path within, String prefix) {
    try {
      deleteAbandoned(within, prefix);
      Path folder = Files.createTempDirectory(within, prefix);
      FileChannel channel = open(folder);
      FileLock unused = channel.tryLock();
      return new SpillFolder(folder, channel);
    } catch (IOException e) {
      throw new UncheckedIOException("temporary files cannot be written in " + within, e);
    }
  }

  /** Returns the folder. */
  public Path path() {
    return folder;
  }

  private static FileChannel open(Path folder) throws IOException {
    return FileChannel.open(
        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static void deleteAbandoned(Path within, String prefix) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(within, prefix + "*")) {
      for (Path folder : left) {
        if (Files.exists(folder.resolve(LOCK)) && isAbandoned(folder)) {
          delete(folder);
        }
      }
    }
  }

  private static boolean isAbandoned(Path folder) {
    try (FileChannel channel = open(folder)) {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException | IOException inUse) {
      return false;
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("temporary files cannot be deleted in " + folder, e);
    }
  }
}
