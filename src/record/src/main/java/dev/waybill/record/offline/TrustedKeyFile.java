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
   * @throws IOException when the file cannot be read
   * @throws IllegalArgumentException when the file is too large or contains anything else
   */
  public static PublicKey read(Path file) throws IOException {
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(MAX_BYTES + 1);
    }
    if (content.length > MAX_BYTES) {
      throw new IllegalArgumentException("larger than 64 KiB");
    }
    return PublicKeyPem.parse(content);
  }
}
