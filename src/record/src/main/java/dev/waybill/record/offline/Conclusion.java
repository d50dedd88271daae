package dev.waybill.record.offline;

/** Conclusion of a verification. Only the first one means that an object is what was sealed. */
public enum Conclusion {
  /** The bytes of an object, its record and a trusted key agree. */
  VERIFIED("verified", "verified"),

  /** Everything agrees, but the signer vouches for its own key. */
  UNPROVEN_KEY(
      "NOT VERIFIED: nothing proves that the key is trusted; give --key or waybill.trust.keys, or"
          + " accept it with --trust-published",
      "matches a published key, which proves no signer"),

  /** The record is valid, but no bytes were compared with it. */
  RECORD_ONLY(
      "OBJECT NOT COMPARED: give --object FILE, or accept it with --record-only",
      "record valid, object not compared"),

  /** Something does not match, or nothing was checked. */
  NOT_VERIFIED("NOT VERIFIED", "NOT VERIFIED");

  private final String verdict;
  private final String acceptedVerdict;

  Conclusion(String verdict, String acceptedVerdict) {
    this.verdict = verdict;
    this.acceptedVerdict = acceptedVerdict;
  }

  /**
   * Returns the verdict for a reader.
   *
   * @param accepted true when the user accepts this conclusion by name
   */
  String verdict(boolean accepted) {
    return accepted ? acceptedVerdict : verdict;
  }
}
