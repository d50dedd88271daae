package dev.waybill.record.offline;

import dev.waybill.record.PublicKeyPem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;

/** File with one trusted P-256 public key: a SubjectPublicKeyInfo in PEM (RFC 7468). */
public final class TrustedKeyFile {
  private static final int MAX_BYTES = 64 * 1024;

  private TrustedKeyFile() {}

  /**
   * Reads the key.
   *
   * @throws WrongFileException when the file contains anything else; the message names what it is
   * @throws IOException when the file cannot be read
   */
  public static PublicKey read(Path file) throws IOException {
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(MAX_BYTES + 1);
    }
    if (content.length > MAX_BYTES) {
      throw wrong(file, "larger than 64 KiB");
    }
    try {
      return PublicKeyPem.parse(content);
    } catch (IllegalArgumentException e) {
      throw wrong(file, FileKind.ofKey(content).orElse(""));
    }
  }

  private static WrongFileException wrong(Path file, String kind) {
    return new WrongFileException(
        file
            + " is not an elliptic-curve public key (P-256) in PEM"
            + (kind.isEmpty() ? "" : " but " + kind));
  }
}
