package dev.waybill.fixity.second;

/** Outcomes of the second reader for one sealed version. */
public enum SecondOutcome {
  /** S3 computed the sealed SHA-256 from the stored bytes. */
  VERIFIED("verified"),
  /** S3 computed another SHA-256 than any that was sealed for the key. */
  ALTERED("altered"),
  /** S3 could not compute a checksum. */
  FAILED("failed"),
  /** The report says nothing that counts about the version. */
  UNVERIFIED("unverified"),
  /** No stored version is at the place of the sealed one, or has its bytes. */
  ABSENT("absent");

  private final String label;

  SecondOutcome(String label) {
    this.label = label;
  }

  /** Returns the name in results. */
  public String label() {
    return label;
  }
}
