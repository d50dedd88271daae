package dev.waybill.aws.direct;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What a request carries: little, and wholly in memory.
 *
 * @param bytes never changed
 * @param sha256 of them, in lower-case hex
 */
record Payload(byte[] bytes, String sha256) {
  static final Payload NONE = of(new byte[0]);

  static Payload of(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Payload(bytes, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  static String sha256Hex(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8)).sha256();
  }

  /** S3's spelling of the digest. */
  String base64() {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
  }
}
