package dev.waybill.localcloud.kms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.JsonCall;

/** Actions on key policies. Policies are stored and returned but not enforced. */
final class KeyPolicies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String POLICY_NAME = "default";
  private static final int MAX_LENGTH = 32 * 1024;

  private final KeyRing ring;

  KeyPolicies(KeyRing ring) {
    this.ring = ring;
  }

  /** Returns the policy of a key that is created without one. */
  static String defaultPolicy(String account) {
    ObjectNode policy = JSON.createObjectNode().put("Version", "2012-10-17");
    ObjectNode statement = policy.put("Id", "key-default-1").putArray("Statement").addObject();
    statement.put("Sid", "Enable IAM User Permissions").put("Effect", "Allow");
    statement.putObject("Principal").put("AWS", "arn:aws:iam::" + account + ":root");
    statement.put("Action", "kms:*").put("Resource", "*");
    return policy.toPrettyString();
  }

  /**
   * Returns the given policy if it is valid.
   *
   * @throws dev.waybill.localcloud.service.JsonError MalformedPolicyDocumentException
   */
  static String requireValid(String text) {
    try {
      JsonNode policy = JSON.readTree(text);
      JsonNode statements = policy.path("Statement");
      JsonNode first = statements.isArray() ? statements.path(0) : statements;
      if (text.length() <= MAX_LENGTH && first.path("Effect").isTextual() && first.has("Action")) {
        return text;
      }
    } catch (JsonProcessingException e) {
      // Rejected below, together with JSON that is not a policy.
    }
    throw KmsErrorCode.MALFORMED_POLICY.error("The new key policy is not a valid policy document");
  }

  ObjectNode get(JsonCall call) {
    requireName(call);
    KmsKey key = ring.byId(call.text("KeyId"));
    return JsonCall.newAnswer().put("Policy", key.policy()).put("PolicyName", POLICY_NAME);
  }

  ObjectNode put(JsonCall call) {
    requireName(call);
    KmsKey key = KeyStates.requireCustomerManaged(ring, ring.byId(call.text("KeyId")));
    String policy = requireValid(call.text("Policy"));
    ring.change(key, it -> it.withPolicy(policy));
    return JsonCall.newAnswer();
  }

  ObjectNode list(JsonCall call) {
    KmsKey unused = ring.byId(call.text("KeyId"));
    ObjectNode answer = JsonCall.newAnswer().put("Truncated", false);
    answer.putArray("PolicyNames").add(POLICY_NAME);
    return answer;
  }

  private static void requireName(JsonCall call) {
    String name = call.optional("PolicyName").orElse(POLICY_NAME);
    if (!name.equals(POLICY_NAME)) {
      throw KmsErrorCode.NOT_FOUND.error("No such policy exists: " + name);
    }
  }
}
