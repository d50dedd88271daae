package dev.waybill.aws.direct;

import java.util.regex.Pattern;

/** Bucket and key of a request; each is empty when the request has none. */
record ObjectName(String bucket, String key) {
  /** Excludes access point ARNs and directory buckets, which have other signing rules. */
  private static final Pattern BUCKET = Pattern.compile("(?!.*--)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  /** Returns true when client and server encode the path identically. */
  boolean isPlain() {
    return BUCKET.matcher(bucket).matches() && isPlainKey(key);
  }

  /**
   * Returns true unless the key has empty or dot segments, which some clients and proxies rewrite.
   */
  static boolean isPlainKey(String key) {
    int from = 0;
    for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', from)) {
      if (isEmptyOrDots(key, from, slash)) {
        return false;
      }
      from = slash + 1;
    }
    return !key.isEmpty() && (from == key.length() || !isEmptyOrDots(key, from, key.length()));
  }

  private static boolean isEmptyOrDots(String key, int from, int to) {
    int length = to - from;
    return length == 0 || (length <= 2 && key.charAt(from) == '.' && key.charAt(to - 1) == '.');
  }
}
