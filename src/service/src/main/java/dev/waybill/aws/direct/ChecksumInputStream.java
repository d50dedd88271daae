package dev.waybill.aws.direct;

import dev.waybill.digest.ChecksumMismatchException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Stream that compares the CRC of an object's bytes with the whole-object CRC stored by S3, like
 * the SDK. The stream does not check a stored SHA-256: its readers already compute and compare that
 * one, and computing it twice would be the most expensive part of a read.
 */
final class ChecksumInputStream extends FilterInputStream {
  private final Checksum computed;
  private final String stored;
  private boolean compared;

  private ChecksumInputStream(InputStream in, Checksum computed, String stored) {
    super(in);
    this.computed = computed;
    this.stored = stored;
  }

  /** Returns a stream that checks the stored CRC, or the given stream when S3 stores none. */
  static InputStream wrap(InputStream in, GetObjectResponse response) {
    String crc32c = wholeObjectChecksum(response, response.checksumCRC32C());
    String crc32 = wholeObjectChecksum(response, response.checksumCRC32());
    if (crc32c != null) {
      return new ChecksumInputStream(in, new CRC32C(), crc32c);
    }
    return crc32 == null ? in : new ChecksumInputStream(in, new CRC32(), crc32);
  }

  /** Returns true when S3 stores a whole-object checksum that only the SDK can check. */
  static boolean isUnsupported(GetObjectResponse response) {
    return wholeObjectChecksum(response, response.checksumSHA1()) != null;
  }

  private static @Nullable String wholeObjectChecksum(
      GetObjectResponse response, @Nullable String stored) {
    boolean composite =
        response.checksumType() == ChecksumType.COMPOSITE
            || (stored != null && stored.indexOf('-') >= 0);
    return composite ? null : stored;
  }

  @Override
  public int read() throws IOException {
    int octet = super.read();
    if (octet < 0) {
      requireStoredChecksum();
    } else {
      computed.update(octet);
    }
    return octet;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    if (read < 0) {
      requireStoredChecksum();
    } else {
      computed.update(buffer, offset, read);
    }
    return read;
  }

  private void requireStoredChecksum() throws ChecksumMismatchException {
    if (compared) {
      return;
    }
    compared = true;
    byte[] value = ByteBuffer.allocate(Integer.BYTES).putInt((int) computed.getValue()).array();
    if (!Base64.getEncoder().encodeToString(value).equals(stored)) {
      throw new ChecksumMismatchException(
          "the bytes do not have the CRC stored by S3, which is " + stored);
    }
  }

  /** Returns false because bytes read again after a reset would be added to the CRC twice. */
  @Override
  public boolean markSupported() {
    return false;
  }

  /** Reads the skipped bytes, because they are part of the CRC. */
  @Override
  public long skip(long bytes) throws IOException {
    return bytes <= 0 ? 0 : readNBytes((int) Math.min(bytes, 8192)).length;
  }
}
