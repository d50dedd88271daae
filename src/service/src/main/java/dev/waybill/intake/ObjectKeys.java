package dev.waybill.intake;

import dev.waybill.model.RejectedException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Decoder of object keys in notifications.
 *
 * <p>S3 form-encodes keys ({@code application/x-www-form-urlencoded} over UTF-8), but leaves some
 * characters as they are; both forms are read. Unlike {@link java.net.URLDecoder}, the decoder
 * repairs nothing, because a guessed key is the key of another object.
 */
final class ObjectKeys {
  /** S3's limit on a key in bytes of UTF-8. */
  static final int MAX_BYTES = 1024;

  private ObjectKeys() {}

  /**
   * Returns the key in a form-encoded text.
   *
   * @throws RejectedException when the text is not form-encoded, or its key is not allowed
   */
  static String fromForm(String encoded) {
    return legal(text(formDecode(utf8(encoded))));
  }

  /** Returns the key in a form-encoded text; empty when the text is not encoded. */
  static Optional<String> otherReading(String verbatim) {
    try {
      return Optional.of(fromForm(verbatim)).filter(key -> !key.equals(verbatim));
    } catch (RejectedException notEncoded) {
      return Optional.empty();
    }
  }

  /**
   * Returns the key unchanged.
   *
   * @throws RejectedException when S3 does not allow such a key
   */
  static String legal(String key) {
    int length = utf8(key).length;
    if (length == 0 || length > MAX_BYTES) {
      throw MalformedNotification.because(
          "the object key has " + length + " bytes; S3 allows 1 to 1024");
    }
    return key;
  }

  static boolean isTooLong(String key) {
    return utf8(key).length > MAX_BYTES;
  }

  private static byte[] formDecode(byte[] encoded) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(encoded.length);
    int position = 0;
    while (position < encoded.length) {
      if (encoded[position] == '%') {
        out.write(hex(encoded, position + 1) << 4 | hex(encoded, position + 2));
        position += 3;
      } else {
        out.write(encoded[position] == '+' ? ' ' : encoded[position]);
        position++;
      }
    }
    return out.toByteArray();
  }

  private static int hex(byte[] encoded, int position) {
    int digit = position < encoded.length ? Character.digit(encoded[position], 16) : -1;
    if (digit < 0) {
      throw MalformedNotification.because("the object key has a % without two hexadecimal digits");
    }
    return digit;
  }

  private static byte[] utf8(String text) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] octets = new byte[bytes.remaining()];
      bytes.get(octets);
      return octets;
    } catch (CharacterCodingException e) {
      throw MalformedNotification.because("the object key has half a surrogate pair");
    }
  }

  private static String text(byte[] octets) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      throw MalformedNotification.because("the object key is not UTF-8");
    }
  }
}
