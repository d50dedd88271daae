package dev.waybill.localcloud.store;

import java.util.Comparator;

/** Order of keys by their UTF-8 bytes, as in S3, computed without encoding the keys. */
final class KeyOrder implements Comparator<String> {
  static final KeyOrder UTF_8 = new KeyOrder();

  private KeyOrder() {}

  @Override
  public int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return compare(x, y);
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** Orders surrogates after all other chars, because they encode the highest code points. */
  private static int compare(char x, char y) {
    if (Character.isSurrogate(x) != Character.isSurrogate(y)) {
      return Character.isSurrogate(x) ? 1 : -1;
    }
    return Character.compare(x, y);
  }
}
