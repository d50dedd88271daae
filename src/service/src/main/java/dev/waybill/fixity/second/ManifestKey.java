package dev.waybill.fixity.second;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Decoding of URL-encoded keys, which are untrusted input. */
final class ManifestKey {
  private static final int ESCAPE_LENGTH = 3;

  private ManifestKey() {}

  /**
   * Decodes escapes; a plus sign stays.
   *
   * @throws IllegalArgumentException when an escape is cut off or not hexadecimal, or the bytes are
   *     not UTF-8
   */
  static String decode(String encoded) {
    byte[] raw = encoded.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
    for (int at = 0; at < raw.length; ) {
      if (raw[at] != '%') {
        out.write(raw[at++]);
      } else if (at + ESCAPE_LENGTH <= raw.length) {
        out.write(HexFormat.fromHexDigit(raw[at + 1]) << 4 | HexFormat.fromHexDigit(raw[at + 2]));
        at += ESCAPE_LENGTH;
      } else {
        throw new IllegalArgumentException("an escape is cut off");
      }
    }
    return text(out.toByteArray());
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the key is not UTF-8", e);
    }
  }

  /** Decodes a key in which a space is written as a plus sign, as HTML forms do. */
  static String decodeForm(String encoded) {
    return decode(encoded.replace("+", "%20"));
  }
}
