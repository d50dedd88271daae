package dev.waybill.localcloud.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Conversion of header values that are not ASCII. Clients send UTF-8, Jetty decodes Latin-1, and S3
 * responds with RFC 2047 encoded words.
 */
public final class HeaderText {
  private static final int MAX_ASCII = 0x7f;
  private static final int MAX_LATIN1 = 0xff;

  private HeaderText() {}

  /** Returns the UTF-8 text that the client sent; the value unchanged when it is not UTF-8. */
  public static String decode(String value) {
    if (value.chars().allMatch(c -> c <= MAX_ASCII)
        || value.chars().anyMatch(c -> c > MAX_LATIN1)) {
      return value;
    }
    try {
      byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return value;
    }
  }

  /** Returns the value in a form that a response header can carry. */
  public static String encode(String value) {
    if (value.chars().allMatch(c -> c <= MAX_ASCII)) {
      return value;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }
}
