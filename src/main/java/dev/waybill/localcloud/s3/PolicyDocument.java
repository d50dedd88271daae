package dev.waybill.localcloud.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;

/** A bucket policy: kept, never enforced, and yet not just anything. */
final class PolicyDocument {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PolicyDocument() {}

  /**
   * Looks whether it is one.
   *
   * @throws StoreException MalformedPolicy when it is no JSON object with statements
   */
  static void require(String text) {
    try {
      JsonNode policy = JSON.readTree(text);
      if (policy == null || !policy.isObject()) {
        throw malformed("Policies must be valid JSON and the first byte must be '{'");
      }
      if (!policy.path("Statement").isContainerNode()) {
        throw malformed("Missing required field Statement");
      }
    } catch (JsonProcessingException e) {
      throw malformed("Policies must be valid JSON and the first byte must be '{'");
    }
  }

  private static StoreException malformed(String why) {
    return new StoreException(S3ErrorCode.MALFORMED_POLICY, why);
  }
}
