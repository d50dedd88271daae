package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How a result is encrypted.
 *
 * @param option SSE_S3 or SSE_KMS; empty: as S3 does by itself
 * @param key of KMS; empty for others
 */
record ResultEncryption(String option, String key) {
  private static final String SSE = "x-amz-server-side-encryption";

  static ResultEncryption of(JsonNode configuration) {
    return new ResultEncryption(
        configuration.path("EncryptionOption").asText(), configuration.path("KmsKey").asText());
  }

  /**
   * The headers of the object.
   *
   * @param keys turns a reference to a key into its ARN, or refuses
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
