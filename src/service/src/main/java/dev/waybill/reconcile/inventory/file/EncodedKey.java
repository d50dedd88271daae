package dev.waybill.reconcile.inventory.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Decoder of the URL-encoded keys of a report. */
public final class EncodedKey {
  private static final int MAX_KEY_BYTES = 1024;

  private EncodedKey() {}

  /**
   * Returns the key. A plus sign is a space, as in S3's listings.
   *
   * @throws FlawedInventoryException when an escape is not one, or the key is empty, longer than
   *     S3's limit or not UTF-8
   */
  public static String decode(String text) throws FlawedInventoryException {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    byte[] key = new byte[encoded.length];
    int length = 0;
    for (int i = 0; i < encoded.length; i++) {
      switch (encoded[i]) {
        case '+' -> key[length++] = ' ';
        case '%' -> {
          key[length++] = escaped(encoded, i);
          i += 2;
        }
        default -> key[length++] = encoded[i];
      }
    }
    if (length == 0 || length > MAX_KEY_BYTES) {
      throw malformed("has a key of " + length + " bytes");
    }
    return text(ByteBuffer.wrap(key, 0, length));
  }

  private static byte escaped(byte[] encoded, int at) throws FlawedInventoryException {
    if (at + 2 >= encoded.length
        || !HexFormat.isHexDigit(encoded[at + 1])
        || !HexFormat.isHexDigit(encoded[at + 2])) {
      throw malformed("has a key with an invalid escape");
    }
    return (byte)
        (HexFormat.fromHexDigit(encoded[at + 1]) << 4 | HexFormat.fromHexDigit(encoded[at + 2]));
  }

  private static String text(ByteBuffer key) throws FlawedInventoryException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(key).toString();
    } catch (CharacterCodingException e) {
      throw malformed("has a key that is not UTF-8");
    }
  }

  private static FlawedInventoryException malformed(String text) {
    return new FlawedInventoryException(InventoryFlaw.ROW_MALFORMED, "a row " + text);
  }
}
