package dev.waybill.fixity;

/** Depths of an examination. Each one proves more than the one before, and costs more. */
public enum Rung {
  /**
   * Listing of the bucket: the version is there, current, of its size, and nothing is beside it.
   */
  SHAPE("shape"),
  /** Statement of S3: stored SHA-256, encryption, retention, tags and storage class. */
  ATTESTED("attested"),
  /** Bytes that were read again and hashed. Only this rung counts for the promise. */
  BYTES("bytes");

  private final String label;

  Rung(String label) {
    this.label = label;
  }

  /** Returns the name in results and reports. */
  public String label() {
    return label;
  }
}
