package dev.waybill.fixity.shape;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Order of keys in S3's listings: by their UTF-8 bytes, as unsigned numbers. */
public final class ListedKeyOrder {
  private ListedKeyOrder() {}

  /**
   * Returns a negative number, zero or a positive number as a key is before, equal to or after the
   * other one. The order of Java's strings is another one for characters beyond U+FFFF.
   */
  public static int compare(String key, String other) {
    return Arrays.compareUnsigned(
        key.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
