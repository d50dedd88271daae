package dev.waybill.reconcile.join;

import java.nio.charset.StandardCharsets;

/**
 * Encoding of untrusted keys, in the order of S3's listings: by UTF-8 bytes. Text of events can
 * contain half of a surrogate pair, which UTF-8 cannot express; the half gets three bytes of its
 * own, so that different keys stay different.
 */
final class KeyBytes {
  private static final int MAX_UTF8_BYTES = 3;

  private KeyBytes() {}

  /** Returns the bytes of a text. */
  static byte[] of(String text) {
    return hasHalf(text) ? withHalves(text) : text.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the text of bytes that {@link #of} returned. */
  static String text(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.indexOf('\uFFFD') < 0 ? text : decode(bytes);
  }

  private static boolean hasHalf(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (Character.isSurrogate(text.charAt(at))) {
        if (!isPair(text, at)) {
          return true;
        }
        at++;
      }
    }
    return false;
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }

  private static byte[] withHalves(String text) {
    ByteList bytes = new ByteList(text.length() * MAX_UTF8_BYTES);
    text.codePoints()
        .forEach(
            point -> {
              if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                bytes
                    .add(0xE0 | (point >> 12))
                    .add(0x80 | ((point >> 6) & 0x3F))
                    .add(0x80 | (point & 0x3F));
              } else {
                bytes.addAll(Character.toString(point).getBytes(StandardCharsets.UTF_8));
              }
            });
    return bytes.toArray();
  }

  /** Decodes bytes one character at a time; only those of halves are not UTF-8. */
  private static String decode(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    int at = 0;
    while (at < bytes.length) {
      int length = Math.min(length(bytes[at]), bytes.length - at);
      if (length == MAX_UTF8_BYTES && (bytes[at] & 0xFF) == 0xED && (bytes[at + 1] & 0x20) != 0) {
        text.append((char) (0xD000 | ((bytes[at + 1] & 0x3F) << 6) | (bytes[at + 2] & 0x3F)));
      } else {
        text.append(new String(bytes, at, length, StandardCharsets.UTF_8));
      }
      at += length;
    }
    return text.toString();
  }

  private static int length(byte first) {
    int lead = first & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    return lead < 0xE0 ? 2 : lead < 0xF0 ? MAX_UTF8_BYTES : MAX_UTF8_BYTES + 1;
  }
}
