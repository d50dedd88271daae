package dev.waybill.witness;

import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * State of a witness in a folder of this machine: one file a log, replaced atomically and durably.
 * The folder is locked, so that one process at a time uses it.
 */
public final class FolderState implements WitnessState {
  private static final String SUFFIX = ".checkpoint";

  private final Path folder;
  private final FileChannel lock;

  private FolderState(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Opens the folder, and creates it when it does not exist.
   *
   * @throws IllegalStateException when another process uses it
   * @throws IOException when it cannot be written
   */
  public static FolderState open(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new IllegalStateException(folder + " is in use by another witness");
    }
    return new FolderState(folder, channel);
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock taken = channel.tryLock();
      return taken != null;
    } catch (OverlappingFileLockException sameProcess) {
      return false;
    }
  }

  @Override
  public synchronized Optional<Kept> find(String log) {
    Path file = file(log);
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalStateException(file + " is larger than a checkpoint");
      }
      byte[] note = Files.readAllBytes(file);
      return Optional.of(new Kept(note, Sha256.hash(note).hex()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized boolean replace(String log, byte[] note, @Nullable String version) {
    String present = find(log).map(Kept::version).orElse(null);
    if (!Objects.equals(present, version)) {
      return false;
    }
    try {
      write(file(log), note);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Path file, byte[] note) throws IOException {
    Path draft = folder.resolve("draft");
    try (FileChannel channel =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(note);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    // The name is durable only once the folder is.
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  private Path file(String log) {
    return folder.resolve(log + SUFFIX);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
