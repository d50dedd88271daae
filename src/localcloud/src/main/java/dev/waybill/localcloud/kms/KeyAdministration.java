package dev.waybill.localcloud.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.Paging;
import java.time.Duration;

/** Makes keys, tells of them, switches them on and off and takes them away. */
final class KeyAdministration {
  private static final Paging PAGING = new Paging("Limit", "Marker", "NextMarker", 1000);
  private static final int SHORTEST_WINDOW = 7;
  private static final int LONGEST_WINDOW = 30;

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
      throw KmsRefusal.UNSUPPORTED.because("The local cloud makes no keys of " + spec);
    }
    String natural = spec.equals(KmsKey.P256) ? KmsKey.SIGN : KmsKey.ENCRYPT;
    if (spec.equals(KmsKey.P256) && call.optional("KeyUsage").isEmpty()) {
      throw call.invalid("You must specify a KeyUsage value for an asymmetric KMS key.");
    }
    if (!call.optional("KeyUsage").orElse(natural).equals(natural)) {
      throw call.invalid("KeyUsage " + call.text("KeyUsage") + " is not compatible with " + spec);
    }
    refuseForeignOrigin(call);
    String policy =
        call.optional("Policy")
            .map(KeyPolicies::required)
            .orElseGet(() -> KeyPolicies.usual(ring.account()));
    String description = call.optional("Description").orElse("");
    KmsKey key = KeyMaterial.customer(spec, description, policy, KeyTags.of(call), ring.now());
    ring.add(key);
    return metadata(key);
  }

  private static void refuseForeignOrigin(JsonCall call) {
    boolean ours = call.optional("Origin").orElse("AWS_KMS").equals("AWS_KMS");
    if (!ours || call.flag("MultiRegion", false)) {
      throw KmsRefusal.UNSUPPORTED.because(
          "The local cloud has no imported, custom store or multi-Region keys");
    }
  }

  ObjectNode describe(JsonCall call) {
    return metadata(ring.any(call.text("KeyId")));
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

  ObjectNode state(JsonCall call, String to) {
    KmsKey key = ours(call);
    KeyStates.requireKept(ring, key);
    ring.change(key, it -> it.in(to, 0));
    return JsonCall.newAnswer();
  }

  ObjectNode describeAs(JsonCall call) {
    KmsKey key = ours(call);
    KeyStates.requireKept(ring, key);
    String description = call.optional("Description").orElse("");
    ring.change(key, it -> it.described(description));
    return JsonCall.newAnswer();
  }

  ObjectNode scheduleDeletion(JsonCall call) {
    KmsKey key = ours(call);
    KeyStates.requireKept(ring, key);
    int days = call.number("PendingWindowInDays", SHORTEST_WINDOW, LONGEST_WINDOW, LONGEST_WINDOW);
    long end = ring.now() + Duration.ofDays(days).toSeconds();
    KmsKey doomed = ring.change(key, it -> it.in(KmsKey.PENDING_DELETION, end));
    return JsonCall.newAnswer()
        .put("KeyId", ring.arn(doomed))
        .put("DeletionDate", end)
        .put("KeyState", doomed.state())
        .put("PendingWindowInDays", days);
  }

  /** A key that was to be deleted is disabled first. */
  ObjectNode cancelDeletion(JsonCall call) {
    KmsKey key = ours(call);
    if (!key.state().equals(KmsKey.PENDING_DELETION)) {
      throw KmsRefusal.INVALID_STATE.because(ring.arn(key) + " is not pending deletion.");
    }
    ring.change(key, it -> it.in(KmsKey.DISABLED, 0));
    return JsonCall.newAnswer().put("KeyId", ring.arn(key));
  }

  private KmsKey ours(JsonCall call) {
    return KeyStates.requireOurs(ring, ring.byId(call.text("KeyId")));
  }
}
