package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Stream that compares the SHA-256 of a body with the signed value at its end. */
final class Sha256VerifyingStream extends FilterInputStream {
  private final MessageDigest digest;
  private final String expected;
  private boolean ended;

  Sha256VerifyingStream(InputStream in, String expected) {
    super(in);
    this.expected = expected;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    if (read > 0) {
      digest.update(into, offset, read);
    } else if (read < 0 && !ended) {
      ended = true;
      if (!HexFormat.of().formatHex(digest.digest()).equals(expected)) {
        throw new StoreException(S3ErrorCode.XAMZ_CONTENT_SHA256_MISMATCH);
      }
    }
    return read;
  }
}
