package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.XmlReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Encryption headers of a new object, from the request or from the bucket's default. */
final class EncryptionHeaders {
  private static final String SSE = "x-amz-server-side-encryption";
  private static final String KEY = SSE + "-aws-kms-key-id";
  private static final String BUCKET_KEY = SSE + "-bucket-key-enabled";

  private static final Set<String> ALGORITHMS = Set.of("AES256", "aws:kms", "aws:kms:dsse");

  private EncryptionHeaders() {}

  /**
   * Rejects customer-provided keys. Without support for them the object would be stored
   * unencrypted.
   */
  static void requireNoCustomerKeys(S3Call call) {
    if (call.hasHeaders(SSE + "-customer-")
        || call.hasHeaders("x-amz-copy-source-server-side-encryption-customer-")) {
      throw new StoreException(
          S3ErrorCode.NOT_IMPLEMENTED,
          "The local cloud does not support customer-provided encryption keys");
    }
  }

  /** Checks that a bucket's encryption configuration names supported algorithms only. */
  static void require(XmlReader configuration) {
    List<XmlReader> rules = configuration.children("Rule");
    boolean supported =
        !rules.isEmpty()
            && rules.stream()
                .flatMap(rule -> rule.children("ApplyServerSideEncryptionByDefault").stream())
                .allMatch(by -> ALGORITHMS.contains(String.valueOf(by.text("SSEAlgorithm"))));
    if (!supported) {
      throw new StoreException(S3ErrorCode.MALFORMED_XML);
    }
  }

  static Map<String, String> of(S3Call call) {
    Map<String, String> headers = new LinkedHashMap<>();
    String requested = call.header(SSE);
    if (requested != null) {
      put(call, headers, requested, call.header(KEY), call.header(BUCKET_KEY));
      return headers;
    }
    DefaultEncryption byDefault = DefaultEncryption.of(call.bucket().config("encryption"));
    put(call, headers, byDefault.algorithm(), byDefault.key(), byDefault.bucketKey());
    return headers;
  }

  /** Returns stored headers with the encryption replaced by SSE-KMS under a key. */
  static Map<String, String> underKey(
      Map<String, String> stored, String keyArn, boolean bucketKey) {
    Map<String, String> headers = new LinkedHashMap<>(stored);
    headers.keySet().removeIf(name -> name.startsWith(SSE));
    headers.put(SSE, "aws:kms");
    headers.put(KEY, keyArn);
    if (bucketKey) {
      headers.put(BUCKET_KEY, "true");
    }
    return headers;
  }

  static boolean isDualLayer(Map<String, String> stored) {
    return "aws:kms:dsse".equals(stored.get(SSE));
  }

  private static void put(
      S3Call call,
      Map<String, String> headers,
      String algorithm,
      @Nullable String key,
      @Nullable String bucketKey) {
    boolean kms = algorithm.startsWith("aws:kms");
    if (!ALGORITHMS.contains(algorithm) || (key != null && !kms)) {
      throw new StoreException(
          S3ErrorCode.INVALID_ARGUMENT, "The encryption method specified is not supported");
    }
    headers.put(SSE, algorithm);
    if (kms) {
      headers.put(
          KEY,
          call.context().keys().usableKeyArn(key == null || key.isEmpty() ? "alias/aws/s3" : key));
      if ("true".equalsIgnoreCase(bucketKey)) {
        headers.put(BUCKET_KEY, "true");
      }
    }
  }
}
