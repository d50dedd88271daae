package dev.waybill.record.object;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * SHA-256 digest (FIPS 180-4).
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public Sha256 {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "not 64 lower-case hex digits: " + hex.length() + " chars");
    }
  }

  /**
   * Returns the digest with the given 32 bytes.
   *
   * @throws IllegalArgumentException when the length is another
   */
  public static Sha256 of(byte[] digest) {
    return new Sha256(HexFormat.of().formatHex(digest));
  }

  /** Computes the digest of some bytes. */
  public static Sha256 hash(byte[] content) {
    try {
      return of(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** Computes the digest of the text's UTF-8 bytes. */
  public static Sha256 hash(String text) {
    return hash(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns the digest of a full-object checksum in S3's notation.
   *
   * @throws IllegalArgumentException when the text is not the base64 of 32 bytes
   */
  public static Sha256 ofBase64(String base64) {
    return of(Base64.getDecoder().decode(base64));
  }

  /** Returns the 32 bytes of the digest. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** Returns S3's notation, as in {@code x-amz-checksum-sha256}. */
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes());
  }

  @Override
  public String toString() {
    return hex;
  }
}
