package dev.waybill.digest;

import dev.waybill.record.object.Sha256;
import dev.waybill.record.object.StoredChecksum;
import dev.waybill.record.object.StoredChecksum.Comparison;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * Comparison of an object's bytes, while they are read, with the checksum that S3 has stored since
 * the upload. For one thread at a time.
 */
final class UploadCheck {
  private final @Nullable ReportedChecksum stored;
  private Function<Sha256, Optional<String>> computed = whole -> Optional.empty();

  /**
   * @param stored the stored checksum; null for none
   */
  UploadCheck(@Nullable ReportedChecksum stored) {
    this.stored = stored;
  }

  /** Returns the bytes, of which the checksum is computed as they are read. */
  InputStream watch(InputStream bytes) {
    if (stored == null || stored.isComposite()) {
      return bytes;
    }
    return switch (stored.algorithm()) {
      case "CRC64NVME" -> watch(bytes, new NvmeCrc(), Long.BYTES);
      case "CRC32C" -> watch(bytes, new CRC32C(), Integer.BYTES);
      case "CRC32" -> watch(bytes, new CRC32(), Integer.BYTES);
      case "SHA1" -> watch(bytes, sha1());
      case "SHA256" -> {
        computed = whole -> Optional.of(whole.base64());
        yield bytes;
      }
      default -> bytes;
    };
  }

  private InputStream watch(InputStream bytes, Checksum checksum, int length) {
    computed =
        whole -> {
          byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).array();
          byte[] last = Arrays.copyOfRange(value, Long.BYTES - length, Long.BYTES);
          return Optional.of(Base64.getEncoder().encodeToString(last));
        };
    return new CheckedInputStream(bytes, checksum);
  }

  private InputStream watch(InputStream bytes, MessageDigest digest) {
    computed = whole -> Optional.of(Base64.getEncoder().encodeToString(digest.digest()));
    return new DigestInputStream(bytes, digest);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  /**
   * Returns the comparison after the last byte was read; empty when the checksums differ.
   *
   * @param whole the SHA-256 of the bytes
   */
  Optional<StoredChecksum> end(Sha256 whole) {
    if (stored == null) {
      return Optional.of(StoredChecksum.NONE);
    }
    Optional<String> value = computed.apply(whole);
    return value.isEmpty()
        ? Optional.of(new StoredChecksum(Comparison.COMPOSITE, stored.algorithm()))
        : value
            .filter(stored.value()::equals)
            .map(same -> new StoredChecksum(Comparison.AGREES, stored.algorithm()));
  }
}
