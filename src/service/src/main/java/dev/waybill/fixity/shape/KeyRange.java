package dev.waybill.fixity.shape;

import org.jspecify.annotations.Nullable;

/**
 * Range of the keys below a prefix, in the order of their UTF-8 bytes.
 *
 * @param prefix the prefix
 * @param after key before the range; null when the range begins with the first key
 * @param upTo last key of the range; null when the range ends with the last key
 */
record KeyRange(String prefix, @Nullable String after, @Nullable String upTo) {
  /** Returns true when a key is in the range. */
  boolean contains(String key) {
    return key.startsWith(prefix) && isAfterBegin(key) && !isAfterEnd(key);
  }

  /** Returns true when a key is not before the range. */
  boolean isAfterBegin(String key) {
    return after == null || ListedKeyOrder.compare(key, after) > 0;
  }

  /** Returns true when a key is after the range. */
  boolean isAfterEnd(String key) {
    return upTo != null && ListedKeyOrder.compare(key, upTo) > 0;
  }
}
