package dev.waybill.verify;

import dev.waybill.record.PublicKeyPem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;

/** Reads a P-256 public key: a SubjectPublicKeyInfo in PEM (RFC 7468). */
public final class PublicKeyFile {
  private static final int LARGEST = 64 * 1024;

  private PublicKeyFile() {}

  /**
   * Reads the key in a file.
   *
   * @throws UnusableKeyException when the file holds something else
   */
  public static PublicKey read(Path file) throws IOException {
    String problem = "--key: " + file + " is no elliptic-curve public key (P-256) in PEM";
    if (Files.size(file) > LARGEST) {
      throw new UnusableKeyException(problem, new IOException("too large"));
    }
    try {
      return PublicKeyPem.parse(Files.readAllBytes(file));
    } catch (IllegalArgumentException e) {
      throw new UnusableKeyException(problem, e);
    }
  }
}
