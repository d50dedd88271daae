package dev.waybill.record;

/** What a record is worth. */
public sealed interface Verdict {
  /** The form holds, and a trusted key made it. */
  record Valid(CustodyRecord record) implements Verdict {}

  /**
   * Something does not hold.
   *
   * @param reason what
   * @param detail for a person to read; never foreign text
   */
  record Invalid(Reason reason, String detail) implements Verdict {}

  /** What can be wrong with a record. */
  enum Reason {
    /** No JSON, too large, or not of a bundle's exact form. */
    BUNDLE,
    /** The DSSE envelope's form, payload type or base64. */
    ENVELOPE,
    /** Signed by a key that is not trusted, or that is named wrongly. */
    KEY,
    /** The signature is not of the strict form or does not verify. */
    SIGNATURE,
    /** The signed payload is no custody statement. */
    STATEMENT
  }
}
