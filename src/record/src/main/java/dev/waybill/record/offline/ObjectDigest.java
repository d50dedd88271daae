package dev.waybill.record.offline;

import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Digest and size of an object's bytes.
 *
 * @param sha256 digest of all bytes
 * @param size number of bytes
 */
public record ObjectDigest(Sha256 sha256, long size) {
  private static final int BUFFER_BYTES = 128 * 1024;

  /**
   * Reads a stream to its end in constant memory; the caller closes the stream.
   *
   * @throws IOException when the stream cannot be read
   */
  public static ObjectDigest of(InputStream in) throws IOException {
    MessageDigest hash = newHash();
    byte[] buffer = new byte[BUFFER_BYTES];
    long size = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      hash.update(buffer, 0, read);
      size += read;
    }
    return new ObjectDigest(Sha256.of(hash.digest()), size);
  }

  private static MessageDigest newHash() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
