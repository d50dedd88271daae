package dev.waybill.aws.direct;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Holds the bytes of an object against the CRC that S3 stores of the whole of it, as the SDK does.
 * Not against a stored SHA-256: whoever reads here computes that and compares it, and twice would
 * be the dearest part of reading.
 */
final class StoredChecksum extends FilterInputStream {
  private final Checksum computed;
  private final String stored;
  private boolean ended;

  private StoredChecksum(InputStream in, Checksum computed, String stored) {
    super(in);
    this.computed = computed;
    this.stored = stored;
  }

  /** The stream, or one that checks it where there is something to check it against. */
  static InputStream checked(InputStream in, GetObjectResponse response) {
    String crc32c = ofWhole(response, response.checksumCRC32C());
    String crc32 = ofWhole(response, response.checksumCRC32());
    if (crc32c != null) {
      return new StoredChecksum(in, new CRC32C(), crc32c);
    }
    return crc32 == null ? in : new StoredChecksum(in, new CRC32(), crc32);
  }

  /** Returns true when S3 stores a whole-object checksum that only the SDK can check. */
  static boolean isUnknown(GetObjectResponse response) {
    return ofWhole(response, response.checksumSHA1()) != null;
  }

  private static @Nullable String ofWhole(GetObjectResponse response, @Nullable String stored) {
    boolean composite =
        response.checksumType() == ChecksumType.COMPOSITE
            || (stored != null && stored.indexOf('-') >= 0);
    return composite ? null : stored;
  }

  @Override
  public int read() throws IOException {
    int octet = super.read();
    if (octet < 0) {
      require();
    } else {
      computed.update(octet);
    }
    return octet;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    int read = super.read(to, offset, length);
    if (read < 0) {
      require();
    } else {
      computed.update(to, offset, read);
    }
    return read;
  }

  private void require() {
    if (ended) {
      return;
    }
    ended = true;
    byte[] value = ByteBuffer.allocate(Integer.BYTES).putInt((int) computed.getValue()).array();
    if (!Base64.getEncoder().encodeToString(value).equals(stored)) {
      throw SdkClientException.create(
          "Data read has a different checksum than expected: S3 stores the CRC " + stored);
    }
  }

  /** Returns false: skipped bytes would not be checked. */
  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public long skip(long bytes) throws IOException {
    return bytes <= 0 ? 0 : readNBytes((int) Math.min(bytes, 8192)).length;
  }
}
