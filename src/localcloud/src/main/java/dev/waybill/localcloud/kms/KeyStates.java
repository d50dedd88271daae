package dev.waybill.localcloud.kms;

/** What a key's state allows. */
final class KeyStates {
  private KeyStates() {}

  /** DisabledException or KMSInvalidStateException unless the key can be used. */
  static void requireUsable(KeyRing ring, KmsKey key) {
    if (key.state().equals(KmsKey.DISABLED)) {
      throw KmsRefusal.DISABLED.because(ring.arn(key) + " is disabled.");
    }
    requireKept(ring, key);
  }

  /** KMSInvalidStateException for a key that is to be deleted. */
  static void requireKept(KeyRing ring, KmsKey key) {
    if (key.state().equals(KmsKey.PENDING_DELETION)) {
      throw KmsRefusal.INVALID_STATE.because(ring.arn(key) + " is pending deletion.");
    }
  }

  /** AWS's own keys are not the account's to change. */
  static KmsKey requireOurs(KeyRing ring, KmsKey key) {
    if (!key.isOurs()) {
      throw KmsRefusal.ACCESS_DENIED.because(
          ring.arn(key) + " is managed by AWS and cannot be changed");
    }
    return key;
  }

  static void requireUsage(KeyRing ring, KmsKey key, String usage) {
    if (!key.usage().equals(usage)) {
      throw KmsRefusal.INVALID_KEY_USAGE.because(
          ring.arn(key) + " key usage is " + key.usage() + " which is not valid here.");
    }
  }
}
