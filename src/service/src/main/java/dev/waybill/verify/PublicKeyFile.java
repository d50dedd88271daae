package dev.waybill.verify;

import dev.waybill.record.PublicKeyPem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;

/** Reader of P-256 public keys: a SubjectPublicKeyInfo in PEM (RFC 7468). */
public final class PublicKeyFile {
  private static final int MAX_BYTES = 64 * 1024;

  private PublicKeyFile() {}

  /**
   * Reads a public key.
   *
   * @throws UnusableKeyException when the file holds no such key
   */
  public static PublicKey read(Path file) throws IOException {
    String problem = "--key: " + file + " is no elliptic-curve public key (P-256) in PEM";
    if (Files.size(file) > MAX_BYTES) {
      throw new UnusableKeyException(problem, new IOException("too large"));
    }
    try {
      return PublicKeyPem.parse(Files.readAllBytes(file));
    } catch (IllegalArgumentException e) {
      throw new UnusableKeyException(problem, e);
    }
  }
}
