package dev.waybill.fixity.second;

import java.util.Collection;

/**
 * Longest prefix that some keys have in common.
 *
 * @param text the prefix; it does not end within a character
 * @param isOfNothing true when there are no keys
 */
record CommonPrefix(String text, boolean isOfNothing) {
  static CommonPrefix of(Collection<String> keys) {
    String common = null;
    for (String key : keys) {
      common = common == null ? key : common(common, key);
    }
    return common == null ? new CommonPrefix("", true) : new CommonPrefix(common, false);
  }

  private static String common(String one, String other) {
    int end = 0;
    int limit = Math.min(one.length(), other.length());
    while (end < limit && one.charAt(end) == other.charAt(end)) {
      end++;
    }
    boolean isWithinCharacter = end > 0 && Character.isHighSurrogate(one.charAt(end - 1));
    return one.substring(0, isWithinCharacter ? end - 1 : end);
  }
}
