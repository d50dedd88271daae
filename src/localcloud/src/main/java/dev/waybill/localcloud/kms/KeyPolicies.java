package dev.waybill.localcloud.kms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.JsonCall;

/** Key policies: kept and told, not enforced. */
final class KeyPolicies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ONLY = "default";
  private static final int LONGEST = 32 * 1024;

  private final KeyRing ring;

  KeyPolicies(KeyRing ring) {
    this.ring = ring;
  }

  /** The policy that a key has when nobody gives it another. */
  static String usual(String account) {
    ObjectNode policy = JSON.createObjectNode().put("Version", "2012-10-17");
    ObjectNode statement = policy.put("Id", "key-default-1").putArray("Statement").addObject();
    statement.put("Sid", "Enable IAM User Permissions").put("Effect", "Allow");
    statement.putObject("Principal").put("AWS", "arn:aws:iam::" + account + ":root");
    statement.put("Action", "kms:*").put("Resource", "*");
    return policy.toPrettyString();
  }

  /** The policy that a call brings; MalformedPolicyDocumentException when it is none. */
  static String required(String text) {
    try {
      JsonNode policy = JSON.readTree(text);
      JsonNode statements = policy.path("Statement");
      JsonNode first = statements.isArray() ? statements.path(0) : statements;
      if (text.length() <= LONGEST && first.path("Effect").isTextual() && first.has("Action")) {
        return text;
      }
    } catch (JsonProcessingException e) {
      // Refused below, like JSON that is no policy.
    }
    throw KmsRefusal.MALFORMED_POLICY.because("The new key policy is not a valid policy document");
  }

  ObjectNode get(JsonCall call) {
    requireName(call);
    KmsKey key = ring.byId(call.text("KeyId"));
    return JsonCall.newAnswer().put("Policy", key.policy()).put("PolicyName", ONLY);
  }

  ObjectNode put(JsonCall call) {
    requireName(call);
    KmsKey key = KeyStates.requireOurs(ring, ring.byId(call.text("KeyId")));
    String policy = required(call.text("Policy"));
    ring.change(key, it -> it.governedBy(policy));
    return JsonCall.newAnswer();
  }

  ObjectNode list(JsonCall call) {
    KmsKey unused = ring.byId(call.text("KeyId"));
    ObjectNode answer = JsonCall.newAnswer().put("Truncated", false);
    answer.putArray("PolicyNames").add(ONLY);
    return answer;
  }

  private static void requireName(JsonCall call) {
    String name = call.optional("PolicyName").orElse(ONLY);
    if (!name.equals(ONLY)) {
      throw KmsRefusal.NOT_FOUND.because("No such policy exists: " + name);
    }
  }
}
