package dev.waybill.restore;

/** Kinds of what a restore finds wrong. */
public enum RestoreFault {
  /** The log that has to prove the records is damaged, missing or a fork; nothing is restored. */
  LOG("log"),
  /** The copy has another object in the place of a record than the log states. */
  FORGED("forged"),
  /** Neither the bucket nor the copy has a record that the log names. */
  MISSING("missing"),
  /** The bucket has another object in the place of a record than the log states. */
  ALTERED("altered"),
  /** The copy has a record that a trusted key signed and the log does not have. */
  UNLOGGED("unlogged"),
  /** The copy has an object in the place of a record that no trusted key signed. */
  INVALID("invalid");

  private final String label;

  RestoreFault(String label) {
    this.label = label;
  }

  /** Returns the name in reports. */
  public String label() {
    return label;
  }
}
