package dev.waybill.aws.direct;

import java.util.regex.Pattern;

/** The bucket and the key that a request names; each is empty when it names none. */
record ObjectName(String bucket, String key) {
  /** No ARN of an access point and no directory bucket, which are signed for in other ways. */
  private static final Pattern BUCKET = Pattern.compile("(?!.*--)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  /** Returns true when client and server encode the path identically. */
  boolean isPlain() {
    return BUCKET.matcher(bucket).matches() && isPlainKey(key);
  }

  /** Not one that clients and proxies are known to rewrite: with empty segments, or dots alone. */
  static boolean isPlainKey(String key) {
    int from = 0;
    for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', from)) {
      if (isRewritten(key, from, slash)) {
        return false;
      }
      from = slash + 1;
    }
    return !key.isEmpty() && (from == key.length() || !isRewritten(key, from, key.length()));
  }

  private static boolean isRewritten(String key, int from, int to) {
    int length = to - from;
    return length == 0 || (length <= 2 && key.charAt(from) == '.' && key.charAt(to - 1) == '.');
  }
}
