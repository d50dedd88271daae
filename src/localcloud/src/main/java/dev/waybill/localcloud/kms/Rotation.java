package dev.waybill.localcloud.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.JsonCall;
import java.time.Duration;

/**
 * Actions on the rotation of keys. The rotation period is stored and returned, but the key material
 * never changes.
 */
final class Rotation {
  private static final int MIN_PERIOD_DAYS = 90;
  private static final int MAX_PERIOD_DAYS = 2560;
  private static final int DEFAULT_PERIOD_DAYS = 365;

  private final KeyRing ring;

  Rotation(KeyRing ring) {
    this.ring = ring;
  }

  ObjectNode enable(JsonCall call) {
    KmsKey key = changeableKey(call);
    int before = key.rotation() == 0 ? DEFAULT_PERIOD_DAYS : key.rotation();
    int days = call.number("RotationPeriodInDays", MIN_PERIOD_DAYS, MAX_PERIOD_DAYS, before);
    ring.change(key, it -> it.withRotation(days));
    return JsonCall.newAnswer();
  }

  ObjectNode disable(JsonCall call) {
    ring.change(changeableKey(call), it -> it.withRotation(0));
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
      answer.put("NextRotationDate", nextRotation(key));
    }
    return answer;
  }

  private long nextRotation(KmsKey key) {
    long period = Duration.ofDays(key.rotation()).toSeconds();
    long passed = Math.floorDiv(ring.now() - key.created(), period);
    return key.created() + (passed + 1) * period;
  }

  private KmsKey changeableKey(JsonCall call) {
    KmsKey key = KeyStates.requireCustomerManaged(ring, ring.byId(call.text("KeyId")));
    requireSymmetric(key);
    KeyStates.requireUsable(ring, key);
    return key;
  }

  private void requireSymmetric(KmsKey key) {
    if (!key.isSymmetric()) {
      throw KmsErrorCode.UNSUPPORTED.error(ring.arn(key) + " cannot be rotated automatically.");
    }
  }
}
