package dev.waybill.record.log;

import java.util.Base64;

/**
 * Base64 (RFC 4648, section 4) that has one text for the same bytes: with padding, and with zero
 * bits behind the last byte. The JDK's decoder accepts other texts, too.
 */
final class CanonicalBase64 {
  private CanonicalBase64() {}

  /**
   * Returns the bytes of a text.
   *
   * @throws IllegalArgumentException when the text is not the only base64 of its bytes; the message
   *     has no part of the text
   */
  static byte[] decode(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("no base64");
    }
    if (!encode(bytes).equals(base64)) {
      throw new IllegalArgumentException("no canonical base64");
    }
    return bytes;
  }

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
