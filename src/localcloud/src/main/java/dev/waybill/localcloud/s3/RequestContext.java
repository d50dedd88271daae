package dev.waybill.localcloud.s3;

import java.util.Map;

/**
 * Checks that run before a call reaches the store.
 *
 * @param keys the KMS keys that encrypt objects
 * @param permissions the permission checks
 * @param interceptor the interceptor of tests
 */
record RequestContext(KmsKeys keys, Permissions permissions, Interceptor interceptor) {
  private static final String KEY = "x-amz-server-side-encryption-aws-kms-key-id";

  /** Rejects access to content whose KMS key is unusable. */
  void requireKey(Map<String, String> headers) {
    String key = headers.get(KEY);
    if (key != null) {
      String unused = keys.usableKeyArn(key);
    }
  }
}
