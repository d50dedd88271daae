package dev.waybill.localcloud;

import dev.waybill.localcloud.store.ContentFile;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Damage to stored bytes by order of a test. What the local cloud states about the version stays:
 * size, ETag, checksums and times. Damage survives a restart and does not affect other versions,
 * not even a copy that shares the files.
 */
public final class Damage {
  private final ObjectStore store;

  Damage(ObjectStore store) {
    this.store = store;
  }

  /**
   * Inverts all bits of one stored byte; the second call for the byte restores it.
   *
   * @param versionId the id of the version; null for the current one
   * @param offset the position of the byte in the object
   */
  public void flipByte(String bucket, String key, @Nullable String versionId, long offset) {
    long start = 0;
    for (ContentFile file : files(bucket, key, versionId)) {
      if (offset < start + file.size()) {
        flip(file.path(), offset - start);
        return;
      }
      start += file.size();
    }
    throw new IllegalArgumentException("the object has " + start + " bytes and none at " + offset);
  }

  /**
   * Cuts off everything behind the first {@code length} stored bytes. A read fails there, after it
   * has sent the bytes before.
   *
   * @param versionId the id of the version; null for the current one
   */
  public void truncate(String bucket, String key, @Nullable String versionId, long length) {
    long start = 0;
    for (ContentFile file : files(bucket, key, versionId)) {
      long kept = Math.max(0, length - start);
      if (kept < file.size()) {
        cut(file.path(), kept);
      }
      start += file.size();
    }
  }

  /**
   * Removes the stored bytes. A read fails with InternalError; HeadObject still succeeds.
   *
   * @param versionId the id of the version; null for the current one
   */
  public void remove(String bucket, String key, @Nullable String versionId) {
    for (ContentFile file : files(bucket, key, versionId)) {
      try {
        Files.deleteIfExists(file.path());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Returns the files with the bytes of a version, in order. A copy may share them by hard links.
   *
   * @param versionId the id of the version; null for the current one
   */
  public List<ContentFile> files(String bucket, String key, @Nullable String versionId) {
    StoredVersion version = store.bucket(bucket).find(key, versionId);
    if (version == null || version.deleteMarker()) {
      throw new StoreException(S3ErrorCode.NO_SUCH_VERSION);
    }
    return store.bucket(bucket).contentFiles(version);
  }

  private static void flip(Path file, long offset) {
    replace(
        file,
        bytes -> {
          ByteBuffer one = ByteBuffer.allocate(1);
          if (bytes.read(one, offset) < 1) {
            throw new IOException("the content file " + file + " has no byte " + offset);
          }
          one.put(0, (byte) ~one.get(0)).rewind();
          bytes.write(one, offset);
        });
  }

  private static void cut(Path file, long length) {
    replace(file, bytes -> bytes.truncate(length));
  }

  /** Change to the bytes of a file. */
  @FunctionalInterface
  private interface Change {
    void apply(FileChannel bytes) throws IOException;
  }

  /** Changes a copy that then replaces the file, because other versions may share the file. */
  private static void replace(Path file, Change change) {
    try {
      Path draft = Files.copy(file, file.resolveSibling(file.getFileName() + ".damaged"));
      try (FileChannel bytes =
          FileChannel.open(draft, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        change.apply(bytes);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
