package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Encryption of a query result.
 *
 * @param option the option, SSE_S3 or SSE_KMS; empty for S3's default
 * @param key the reference to the KMS key; empty for other options
 */
record ResultEncryption(String option, String key) {
  private static final String SSE = "x-amz-server-side-encryption";

  static ResultEncryption of(JsonNode configuration) {
    return new ResultEncryption(
        configuration.path("EncryptionOption").asText(), configuration.path("KmsKey").asText());
  }

  /**
   * Returns the headers of the result object.
   *
   * @param keys the resolver of a key reference to its ARN, which throws if the key is not usable
   */
  Map<String, String> headers(UnaryOperator<String> keys) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (option.equals("SSE_KMS")) {
      headers.put(SSE, "aws:kms");
      headers.put(SSE + "-aws-kms-key-id", keys.apply(key));
    } else {
      headers.put(SSE, "AES256");
    }
    return headers;
  }
}
