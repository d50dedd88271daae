package dev.waybill.record.trust;

import java.security.PublicKey;

/**
 * Public key that may sign records.
 *
 * @param key P-256 key
 * @param period time within which its records are trusted
 */
public record TrustedKey(PublicKey key, TrustPeriod period) {
  /** Returns a key that is trusted without limits. */
  public static TrustedKey always(PublicKey key) {
    return new TrustedKey(key, TrustPeriod.ALWAYS);
  }
}
