package dev.waybill.fixity.shape;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of one run. Keys are chosen by their writers, so the hashes depend on a secret of the run:
 * nobody can make two places meet. For one thread.
 */
final class RowHasher {
  private final byte[] secret;
  private final MessageDigest sha256;

  /**
   * @param secret random bytes of the run
   */
  RowHasher(byte[] secret) {
    this.secret = secret.clone();
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** Returns the hash of a key without its prefix. */
  PlaceHash place(String suffix) {
    ByteBuffer hash = hash(suffix);
    return new PlaceHash(hash.getLong(), hash.getLong());
  }

  /** Returns the hash of a whole key, which no key without its prefix has. */
  PlaceHash apart(String key) {
    sha256.update(secret);
    ByteBuffer hash = hash(key);
    return new PlaceHash(hash.getLong(), hash.getLong());
  }

  /** Returns the hash of a version id or of the digest of a version. */
  long of(String text) {
    return hash(text).getLong();
  }

  /** Returns the hash of an ETag, which is never 0; 0 for none. */
  int ofETag(@Nullable String eTag) {
    return eTag == null ? 0 : hash(eTag).getInt() | 1;
  }

  private ByteBuffer hash(String text) {
    sha256.update(secret);
    return ByteBuffer.wrap(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
