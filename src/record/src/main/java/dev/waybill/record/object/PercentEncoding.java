package dev.waybill.record.object;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-encoding of RFC 3986: encodes all characters except the unreserved ones, as UTF-8, with
 * upper-case hexadecimal digits.
 */
public final class PercentEncoding {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String UNRESERVED = "-._~";

  private PercentEncoding() {}

  /** Encodes a component: {@code /} becomes {@code %2F}. */
  public static String component(String text) {
    return encode(text, "");
  }

  /** Encodes a path: {@code /} stays. */
  public static String path(String text) {
    return encode(text, "/");
  }

  private static String encode(String text, String unencoded) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (isUnreserved(c) || unencoded.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%').append(HEX.toHexDigits(octet));
      }
    }
    return out.toString();
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || UNRESERVED.indexOf(c) >= 0;
  }
}
