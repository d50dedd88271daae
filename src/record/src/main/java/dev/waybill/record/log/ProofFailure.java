package dev.waybill.record.log;

/** Reasons why a checkpoint, or a proof with one, is not accepted. */
public enum ProofFailure {
  /** The proof or its note is malformed. */
  MALFORMED("malformed"),
  /** A signature of a known key is wrong, so nothing of the note is believed. */
  BAD_SIGNATURE("bad-signature"),
  /** No accepted log has signed the checkpoint. */
  NOT_SIGNED("not-signed"),
  /** The runtime can verify none of the signatures of accepted logs. */
  NOT_CHECKED("not-checked"),
  /** Too few witnesses have cosigned the checkpoint. */
  NO_QUORUM("no-quorum"),
  /** The proof has no entry of this log's format. */
  NO_ENTRY("no-entry"),
  /** The tree of the checkpoint does not have the entry at the index. */
  NOT_INCLUDED("not-included"),
  /** The entry is of another record. */
  OTHER_RECORD("other-record");

  private final String label;

  ProofFailure(String label) {
    this.label = label;
  }

  /** Returns the name in reports. */
  public String label() {
    return label;
  }
}
