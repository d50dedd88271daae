package dev.waybill.intake;

import dev.waybill.model.RejectedException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Object keys as notifications spell them.
 *
 * <p>S3 form-encodes them ({@code application/x-www-form-urlencoded} over UTF-8), but leaves some
 * characters as they are; both are read. Unlike {@link java.net.URLDecoder} nothing is repaired: a
 * key that was guessed is another object's key.
 */
final class ObjectKeys {
  /** S3's limit, in bytes of UTF-8. */
  static final int MAX_BYTES = 1024;

  private ObjectKeys() {}

  /**
   * The key that a form-encoded text stands for.
   *
   * @throws RejectedException when the text or the key is none
   */
  static String fromForm(String encoded) {
    return legal(text(formDecode(utf8(encoded))));
  }

  /** The key that a form-encoded text would stand for, if it is one and differs from the text. */
  static Optional<String> otherReading(String verbatim) {
    try {
      return Optional.of(fromForm(verbatim)).filter(key -> !key.equals(verbatim));
    } catch (RejectedException notEncoded) {
      return Optional.empty();
    }
  }

  /**
   * The key itself.
   *
   * @throws RejectedException when S3 could not hold such a key
   */
  static String legal(String key) {
    int length = utf8(key).length;
    if (length == 0 || length > MAX_BYTES) {
      throw Malformed.because("the object key has " + length + " bytes; S3 allows 1 to 1024");
    }
    return key;
  }

  static boolean isTooLong(String key) {
    return utf8(key).length > MAX_BYTES;
  }

  private static byte[] formDecode(byte[] encoded) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(encoded.length);
    int at = 0;
    while (at < encoded.length) {
      if (encoded[at] == '%') {
        out.write(hex(encoded, at + 1) << 4 | hex(encoded, at + 2));
        at += 3;
      } else {
        out.write(encoded[at] == '+' ? ' ' : encoded[at]);
        at++;
      }
    }
    return out.toByteArray();
  }

  private static int hex(byte[] encoded, int at) {
    int digit = at < encoded.length ? Character.digit(encoded[at], 16) : -1;
    if (digit < 0) {
      throw Malformed.because("the object key has a % without two hexadecimal digits");
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
      throw Malformed.because("the object key has half a surrogate pair");
    }
  }

  private static String text(byte[] octets) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      throw Malformed.because("the object key is not UTF-8");
    }
  }
}
