package dev.waybill.localcloud.wire;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CRC of concatenated pieces, computed from the CRCs of the pieces without reading their bytes. A
 * CRC is a remainder of polynomials over GF(2), so appending {@code n} bytes multiplies the CRC of
 * the preceding bytes by {@code x^8n}.
 */
public final class CrcCombination {
  private record Polynomial(long reflected, int width) {}

  private static final Map<String, Polynomial> POLYNOMIALS =
      Map.of(
          "crc32", new Polynomial(0xEDB88320L, Integer.SIZE),
          "crc32c", new Polynomial(0x82F63B78L, Integer.SIZE),
          "crc64nvme", new Polynomial(Crc64Nvme.REFLECTED_POLYNOMIAL, Long.SIZE));

  private final Polynomial polynomial;
  private long crc;

  private CrcCombination(Polynomial polynomial) {
    this.polynomial = polynomial;
  }

  /** Returns an empty combination; null when checksums of the algorithm cannot be combined. */
  public static @Nullable CrcCombination of(String algorithm) {
    Polynomial polynomial = POLYNOMIALS.get(algorithm);
    return polynomial == null ? null : new CrcCombination(polynomial);
  }

  /** Appends a piece of {@code size} bytes with this Base64 checksum. */
  public void append(String checksum, long size) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(checksum));
    long piece =
        polynomial.width == Long.SIZE ? bytes.getLong() : Integer.toUnsignedLong(bytes.getInt());
    crc = product(crc, shift(size)) ^ piece;
  }

  /** Returns the Base64 checksum of all appended pieces. */
  public String checksum() {
    ByteBuffer bytes = ByteBuffer.allocate(polynomial.width / Byte.SIZE);
    byte[] whole =
        polynomial.width == Long.SIZE
            ? bytes.putLong(crc).array()
            : bytes.putInt((int) crc).array();
    return Base64.getEncoder().encodeToString(whole);
  }

  /** Computes {@code x^8n} by repeated squaring. */
  private long shift(long bytes) {
    long one = 1L << (polynomial.width - 1);
    long result = one;
    long power = one >>> Byte.SIZE;
    for (long remaining = bytes; remaining > 0; remaining >>= 1) {
      if ((remaining & 1) != 0) {
        result = product(result, power);
      }
      power = product(power, power);
    }
    return result;
  }

  /** Multiplies two reflected polynomials, whose highest bit is {@code x^0}. */
  private long product(long a, long b) {
    long result = 0;
    long multiple = b;
    for (long bit = 1L << (polynomial.width - 1); bit != 0; bit >>>= 1) {
      if ((a & bit) != 0) {
        result ^= multiple;
      }
      multiple = (multiple & 1) != 0 ? (multiple >>> 1) ^ polynomial.reflected : multiple >>> 1;
    }
    return result;
  }
}
