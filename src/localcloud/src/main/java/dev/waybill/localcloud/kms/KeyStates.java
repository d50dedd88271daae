package dev.waybill.localcloud.kms;

/**
 * Checks of the state, usage and manager of keys. Each throws a {@code JsonError} if the check
 * fails.
 */
final class KeyStates {
  private KeyStates() {}

  /** Requires a usable key; else DisabledException or KMSInvalidStateException. */
  static void requireUsable(KeyRing ring, KmsKey key) {
    if (key.state().equals(KmsKey.DISABLED)) {
      throw KmsErrorCode.DISABLED.error(ring.arn(key) + " is disabled.");
    }
    requireNotPendingDeletion(ring, key);
  }

  /** Requires a key that is not pending deletion; else KMSInvalidStateException. */
  static void requireNotPendingDeletion(KeyRing ring, KmsKey key) {
    if (key.state().equals(KmsKey.PENDING_DELETION)) {
      throw KmsErrorCode.INVALID_STATE.error(ring.arn(key) + " is pending deletion.");
    }
  }

  /** Requires a customer managed key, because the account cannot change AWS managed keys. */
  static KmsKey requireCustomerManaged(KeyRing ring, KmsKey key) {
    if (!key.isCustomerManaged()) {
      throw KmsErrorCode.ACCESS_DENIED.error(
          ring.arn(key) + " is managed by AWS and cannot be changed");
    }
    return key;
  }

  /** Requires a key of a usage; else InvalidKeyUsageException. */
  static void requireUsage(KeyRing ring, KmsKey key, String usage) {
    if (!key.usage().equals(usage)) {
      throw KmsErrorCode.INVALID_KEY_USAGE.error(
          ring.arn(key) + " key usage is " + key.usage() + " which is not valid here.");
    }
  }
}
