package dev.waybill.record.object;

import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest (FIPS 180-4).
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

  public static Sha256 of(byte[] digest) {
    return new Sha256(HexFormat.of().formatHex(digest));
  }

  /** From S3's spelling of a full-object checksum. */
  public static Sha256 ofBase64(String base64) {
    return of(Base64.getDecoder().decode(base64));
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** S3's spelling, as in {@code x-amz-checksum-sha256}. */
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes());
  }

  @Override
  public String toString() {
    return hex;
  }
}
