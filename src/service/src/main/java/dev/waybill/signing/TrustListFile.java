package dev.waybill.signing;

import dev.waybill.record.trust.TrustList;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** File with the operator's list of trusted keys, {@code waybill.trust.keys}. */
public final class TrustListFile {
  private static final long MAX_BYTES = 1024 * 1024;

  private TrustListFile() {}

  /**
   * Reads the list.
   *
   * @throws IllegalArgumentException with the setting, the file and the fix
   */
  public static TrustList read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw problem(file, "is larger than 1 MiB; name a list of keys", null);
      }
      return parse(file, Files.readString(file));
    } catch (NoSuchFileException e) {
      throw problem(file, "does not exist; \"waybill keys list\" shows the keys to list", e);
    } catch (CharacterCodingException e) {
      throw problem(file, "is not a text in UTF-8; write one key a line", e);
    } catch (IOException e) {
      throw problem(file, "cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static TrustList parse(Path file, String text) {
    try {
      return TrustList.parse(text);
    } catch (IllegalArgumentException e) {
      throw problem(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static IllegalArgumentException problem(
      Path file, String problem, @Nullable Exception cause) {
    return new IllegalArgumentException("waybill.trust.keys: " + file + ": " + problem, cause);
  }

  /**
   * Replaces the file in one step, so that no reader sees a half-written list. The permissions
   * stay.
   *
   * @throws IOException when the folder cannot be written
   */
  public static void write(Path file, TrustList list) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path draft = target.resolveSibling(target.getFileName() + ".new");
    try {
      Files.writeString(draft, list.text());
      if (Files.exists(target) && isPosix(target)) {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(target);
        Files.setPosixFilePermissions(draft, permissions);
      }
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
