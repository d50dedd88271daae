package dev.waybill.localcloud.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.Paging;
import java.time.Duration;

/** Actions that create, describe, list, enable, disable and delete keys. */
final class KeyAdministration {
  private static final Paging PAGING = new Paging("Limit", "Marker", "NextMarker", 1000);
  private static final int MIN_WINDOW_DAYS = 7;
  private static final int MAX_WINDOW_DAYS = 30;

  private final KeyRing ring;

  KeyAdministration(KeyRing ring) {
    this.ring = ring;
  }

  ObjectNode create(JsonCall call) {
    String spec =
        call.optional("KeySpec")
            .or(() -> call.optional("CustomerMasterKeySpec"))
            .orElse(KmsKey.SYMMETRIC);
    if (!spec.equals(KmsKey.SYMMETRIC) && !spec.equals(KmsKey.P256)) {
      throw KmsErrorCode.UNSUPPORTED.error("The local cloud does not support the key spec " + spec);
    }
    String expectedUsage = spec.equals(KmsKey.P256) ? KmsKey.SIGN : KmsKey.ENCRYPT;
    if (spec.equals(KmsKey.P256) && call.optional("KeyUsage").isEmpty()) {
      throw call.invalidInput("You must specify a KeyUsage value for an asymmetric KMS key.");
    }
    if (!call.optional("KeyUsage").orElse(expectedUsage).equals(expectedUsage)) {
      throw call.invalidInput(
          "KeyUsage " + call.text("KeyUsage") + " is not compatible with " + spec);
    }
    rejectUnsupportedOrigin(call);
    String policy =
        call.optional("Policy")
            .map(KeyPolicies::requireValid)
            .orElseGet(() -> KeyPolicies.defaultPolicy(ring.account()));
    String description = call.optional("Description").orElse("");
    KmsKey key =
        KeyMaterial.newCustomerKey(spec, description, policy, KeyTags.of(call), ring.now());
    ring.add(key);
    return metadata(key);
  }

  private static void rejectUnsupportedOrigin(JsonCall call) {
    boolean standard = call.optional("Origin").orElse("AWS_KMS").equals("AWS_KMS");
    if (!standard || call.flag("MultiRegion", false)) {
      throw KmsErrorCode.UNSUPPORTED.error(
          "The local cloud has no imported, custom store or multi-Region keys");
    }
  }

  ObjectNode describe(JsonCall call) {
    return metadata(ring.find(call.text("KeyId")));
  }

  private ObjectNode metadata(KmsKey key) {
    ObjectNode answer = JsonCall.newAnswer();
    answer.set("KeyMetadata", KeyMetadata.of(ring, key));
    return answer;
  }

  ObjectNode list(JsonCall call) {
    ObjectNode answer = JsonCall.newAnswer();
    boolean more =
        PAGING.page(
            call,
            ring.keys(),
            key -> JsonCall.newAnswer().put("KeyId", key.id()).put("KeyArn", ring.arn(key)),
            "Keys",
            answer);
    return answer.put("Truncated", more);
  }

  ObjectNode setState(JsonCall call, String to) {
    KmsKey key = customerKey(call);
    KeyStates.requireNotPendingDeletion(ring, key);
    ring.change(key, it -> it.withState(to, 0));
    return JsonCall.newAnswer();
  }

  ObjectNode updateDescription(JsonCall call) {
    KmsKey key = customerKey(call);
    KeyStates.requireNotPendingDeletion(ring, key);
    String description = call.optional("Description").orElse("");
    ring.change(key, it -> it.withDescription(description));
    return JsonCall.newAnswer();
  }

  ObjectNode scheduleDeletion(JsonCall call) {
    KmsKey key = customerKey(call);
    KeyStates.requireNotPendingDeletion(ring, key);
    int days =
        call.number("PendingWindowInDays", MIN_WINDOW_DAYS, MAX_WINDOW_DAYS, MAX_WINDOW_DAYS);
    long end = ring.now() + Duration.ofDays(days).toSeconds();
    KmsKey pending = ring.change(key, it -> it.withState(KmsKey.PENDING_DELETION, end));
    return JsonCall.newAnswer()
        .put("KeyId", ring.arn(pending))
        .put("DeletionDate", end)
        .put("KeyState", pending.state())
        .put("PendingWindowInDays", days);
  }

  /** Cancels the deletion of a key. The key is disabled afterwards. */
  ObjectNode cancelDeletion(JsonCall call) {
    KmsKey key = customerKey(call);
    if (!key.state().equals(KmsKey.PENDING_DELETION)) {
      throw KmsErrorCode.INVALID_STATE.error(ring.arn(key) + " is not pending deletion.");
    }
    ring.change(key, it -> it.withState(KmsKey.DISABLED, 0));
    return JsonCall.newAnswer().put("KeyId", ring.arn(key));
  }

  private KmsKey customerKey(JsonCall call) {
    return KeyStates.requireCustomerManaged(ring, ring.byId(call.text("KeyId")));
  }
}
