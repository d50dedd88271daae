package dev.waybill.record.trust;

import java.util.Locale;

/** Reasons why a delegation does not make a key trusted. */
public enum DelegationFailure {
  /** It is no delegation, or not of the exact form. */
  MALFORMED,
  /** It is signed under a key that is not trusted, such as another key of KMS. */
  UNTRUSTED,
  /** Its signature does not verify. */
  FORGED,
  /** It is about another key than the one that signed. */
  OF_OTHER_KEY,
  /** It is for records in another bucket. */
  OF_OTHER_BUCKET,
  /** It is for the objects of another deployment. */
  OF_OTHER_DEPLOYMENT,
  /** It is for a longer time than any delegation may be. */
  TOO_LONG,
  /** The record is from before its time. */
  NOT_YET_VALID,
  /** The record is from after its time. */
  EXPIRED,
  /** The delegating key or the delegated key was revoked, or its own time does not fit. */
  REVOKED;

  /** Returns the name in verdicts, such as {@code delegation-expired}. */
  public String label() {
    return "delegation-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
