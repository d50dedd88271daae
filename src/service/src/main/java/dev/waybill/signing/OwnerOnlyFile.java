package dev.waybill.signing;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Writer of files with private keys, which only their owner may read. */
public final class OwnerOnlyFile {
  private OwnerOnlyFile() {}

  /**
   * Creates a file, durably and in one step, with mode 0600 where the file system has modes.
   * Folders are created as needed.
   *
   * @return false when the file exists, which is kept
   * @throws IOException when the file cannot be written
   */
  public static boolean create(Path file, byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, "key", ".draft", ownerOnly());
    try {
      Files.write(draft, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
      // A link, unlike a move, cannot replace a file that a concurrent first start has created.
      Files.createLink(file, draft);
      return true;
    } catch (FileAlreadyExistsException another) {
      return false;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
