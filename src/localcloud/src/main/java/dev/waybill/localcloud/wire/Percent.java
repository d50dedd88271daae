package dev.waybill.localcloud.wire;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-decoding of RFC 3986, byte for byte; a plus sign is a plus sign. */
public final class Percent {
  private Percent() {}

  /**
   * Decodes.
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
        throw new StoreException(S3ErrorCode.INVALID_ARGUMENT, "the URI has a broken escape");
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static boolean isHex(byte octet) {
    return HexFormat.isHexDigit(octet);
  }
}
