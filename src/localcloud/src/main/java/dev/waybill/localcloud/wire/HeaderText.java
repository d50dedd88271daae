package dev.waybill.localcloud.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Header values beyond ASCII: clients send UTF-8, the server reads Latin-1, S3 answers RFC 2047.
 */
public final class HeaderText {
  private static final int LAST_OF_ASCII = 0x7f;
  private static final int LAST_OF_LATIN = 0xff;

  private HeaderText() {}

  /** What was sent; as it was read when that is no UTF-8. */
  public static String received(String value) {
    if (value.chars().allMatch(c -> c <= LAST_OF_ASCII)
        || value.chars().anyMatch(c -> c > LAST_OF_LATIN)) {
      return value;
    }
    try {
      byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException other) {
      return value;
    }
  }

  /** A value that a header can carry. */
  public static String answered(String value) {
    if (value.chars().allMatch(c -> c <= LAST_OF_ASCII)) {
      return value;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }
}
