package dev.waybill.aws.direct;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** What a request carries: little, and wholly in memory. */
final class Payload {
  static final Payload NONE = of(new byte[0]);

  private final byte[] bytes;
  private final String sha256;

  private Payload(byte[] bytes, String sha256) {
    this.bytes = bytes;
    this.sha256 = sha256;
  }

  /**
   * Takes bytes that nobody changes any more.
   *
   * @param bytes not copied
   */
  static Payload of(byte[] bytes) {
    return new Payload(bytes, HexFormat.of().formatHex(digest(bytes)));
  }

  static String sha256Hex(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8)).sha256();
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  byte[] bytes() {
    return bytes;
  }

  /** In lower-case hex. */
  String sha256() {
    return sha256;
  }

  /** S3's spelling of the digest. */
  String base64() {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
  }
}
