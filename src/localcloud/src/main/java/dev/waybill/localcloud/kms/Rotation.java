package dev.waybill.localcloud.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.JsonCall;
import java.time.Duration;

/** Whether and how often a key is rotated: kept and told; its material stays the same. */
final class Rotation {
  private static final int SHORTEST = 90;
  private static final int LONGEST = 2560;
  private static final int USUAL = 365;

  private final KeyRing ring;

  Rotation(KeyRing ring) {
    this.ring = ring;
  }

  ObjectNode enable(JsonCall call) {
    KmsKey key = changeable(call);
    int before = key.rotation() == 0 ? USUAL : key.rotation();
    int days = call.number("RotationPeriodInDays", SHORTEST, LONGEST, before);
    ring.change(key, it -> it.rotated(days));
    return JsonCall.newAnswer();
  }

  ObjectNode disable(JsonCall call) {
    ring.change(changeable(call), it -> it.rotated(0));
    return JsonCall.newAnswer();
  }

  ObjectNode status(JsonCall call) {
    KmsKey key = ring.byId(call.text("KeyId"));
    requireSymmetric(key);
    ObjectNode answer =
        JsonCall.newAnswer()
            .put("KeyId", ring.arn(key))
            .put("KeyRotationEnabled", key.rotation() > 0 && key.deletion() == 0);
    if (key.rotation() > 0) {
      answer.put("RotationPeriodInDays", key.rotation());
      answer.put("NextRotationDate", next(key));
    }
    return answer;
  }

  private long next(KmsKey key) {
    long period = Duration.ofDays(key.rotation()).toSeconds();
    long passed = Math.floorDiv(ring.now() - key.created(), period);
    return key.created() + (passed + 1) * period;
  }

  private KmsKey changeable(JsonCall call) {
    KmsKey key = KeyStates.requireOurs(ring, ring.byId(call.text("KeyId")));
    requireSymmetric(key);
    KeyStates.requireUsable(ring, key);
    return key;
  }

  private void requireSymmetric(KmsKey key) {
    if (!key.isSymmetric()) {
      throw KmsRefusal.UNSUPPORTED.because(ring.arn(key) + " cannot be rotated automatically.");
    }
  }
}
