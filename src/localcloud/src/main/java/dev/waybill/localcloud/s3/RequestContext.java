package dev.waybill.localcloud.s3;

import java.util.Map;

/**
 * What stands between a call and the store.
 *
 * @param keys under which objects are encrypted
 * @param permissions of callers
 * @param interceptor may get in the way
 */
record RequestContext(KmsKeys keys, Permissions permissions, Interceptor interceptor) {
  private static final String KEY = "x-amz-server-side-encryption-aws-kms-key-id";

  /** Refuses bytes whose key cannot be used, as it is needed to read and to write them. */
  void requireKey(Map<String, String> headers) {
    String key = headers.get(KEY);
    if (key != null) {
      String unused = keys.usable(key);
    }
  }
}
