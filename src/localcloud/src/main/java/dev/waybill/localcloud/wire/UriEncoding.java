package dev.waybill.localcloud.wire;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-encoding of RFC 3986 over UTF-8. Encodes everything but the unreserved characters with
 * upper-case hexadecimal digits; a plus sign is never decoded to a space.
 */
public final class UriEncoding {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String UNRESERVED = "-._~";

  private UriEncoding() {}

  /** Encodes one path segment or query component: {@code /} becomes {@code %2F}. */
  public static String component(String text) {
    return encode(text, UNRESERVED);
  }

  /** Encodes a path and keeps {@code /} as it is. */
  public static String path(String text) {
    return encode(text, UNRESERVED + "/");
  }

  private static String encode(String text, String unencoded) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (isAlphanumeric(c) || unencoded.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%').append(HEX.toHexDigits(octet));
      }
    }
    return out.toString();
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /**
   * Decodes the escapes of a text.
   *
   * @throws StoreException when an escape is cut off or not hexadecimal
   */
  public static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] != '%') {
        out.write(raw[i]);
      } else if (i + 2 < raw.length && isHex(raw[i + 1]) && isHex(raw[i + 2])) {
        out.write(HexFormat.fromHexDigit(raw[i + 1]) << 4 | HexFormat.fromHexDigit(raw[i + 2]));
        i += 2;
      } else {
        throw new StoreException(
            S3ErrorCode.INVALID_ARGUMENT, "the URI has an invalid percent escape");
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static boolean isHex(byte octet) {
    return HexFormat.isHexDigit(octet);
  }
}
