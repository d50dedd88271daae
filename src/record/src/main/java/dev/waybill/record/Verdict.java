package dev.waybill.record;

import org.jspecify.annotations.Nullable;

/** Result of the verification of one record. */
public sealed interface Verdict {
  /**
   * Verdict on a record of the right form that a trusted key signed, or a key that a trusted one
   * delegated to.
   *
   * @param delegation the delegation; null when the key itself is trusted
   */
  record Valid(CustodyRecord record, @Nullable DelegationStatement delegation) implements Verdict {}

  /**
   * Verdict on a record with a defect.
   *
   * @param reason kind of the defect
   * @param detail description of the defect for a reader, free of untrusted input
   */
  record Invalid(Reason reason, String detail) implements Verdict {}

  /** Kinds of defects of a record. */
  enum Reason {
    /** Not JSON, too large, or not a bundle of the exact form. */
    BUNDLE,
    /** Wrong form, payload type or base64 of the DSSE envelope. */
    ENVELOPE,
    /** Key that is not trusted, or key names that contradict each other. */
    KEY,
    /** Signature that is not of the strict form or does not verify. */
    SIGNATURE,
    /** Delegation that does not make the signing key trusted. */
    DELEGATION,
    /** Signed payload that is not a custody statement. */
    STATEMENT
  }
}
