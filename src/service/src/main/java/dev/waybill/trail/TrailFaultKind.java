package dev.waybill.trail;

/** Kinds of faults of a digest chain and its log files. */
public enum TrailFaultKind {
  SIGNATURE_MISSING("signature-missing", "the digest has no signature"),
  SIGNATURE_INVALID("signature-invalid", "the digest's signature is not valid"),
  PUBLIC_KEY_UNKNOWN("public-key-unknown", "CloudTrail states no public key with its fingerprint"),
  DIGEST_ALTERED("digest-altered", "the content of the digest was altered"),
  DIGEST_MALFORMED("digest-malformed", "the file is not a digest"),
  DIGEST_MISPLACED("digest-misplaced", "the digest does not lie where it states"),
  DIGEST_OVERWRITTEN("digest-overwritten", "another version lies on top of the genuine digest"),
  DIGEST_HIDDEN("digest-hidden", "a delete marker lies on top of the digest"),
  DIGEST_DELETED("digest-deleted", "a digest was deleted"),
  DIGESTS_DELETED("digests-deleted", "several neighbouring digests were deleted"),
  DIGEST_DUPLICATE("digest-duplicate", "two digests cover the same time"),
  HEAD_CUT("head-cut", "the digests before the first one were deleted"),
  TAIL_CUT("tail-cut", "digests that were verified earlier are gone from the end of the chain"),
  TAIL_LATE("tail-late", "no digest was delivered for longer than one interval and its grace"),
  PREVIOUS_HASH_BROKEN("previous-hash-broken", "the digest states another hash of the one before"),
  PREVIOUS_SIGNATURE_BROKEN(
      "previous-signature-broken", "the digest states another signature of the one before"),
  PREVIOUS_LINK_BROKEN("previous-link-broken", "the digest names another digest before it"),
  TIME_GAP("time-gap", "the digest does not start where the one before ends"),
  DIGEST_UNREADABLE("digest-unreadable", "the digest cannot be read"),
  LOG_ALTERED("log-altered", "the log file was altered"),
  LOG_DELETED("log-deleted", "the log file was deleted"),
  LOG_HIDDEN("log-hidden", "a delete marker lies on top of the log file"),
  LOG_OVERWRITTEN("log-overwritten", "another version lies on top of the genuine log file"),
  LOG_MOVED("log-moved", "the log file lies under another key"),
  LOG_MISPLACED(
      "log-misplaced", "the digest names a log file of another bucket, account or region"),
  LOG_UNNAMED("log-unnamed", "no digest names the log file"),
  LOG_UNREADABLE("log-unreadable", "the log file cannot be read"),
  NO_DIGESTS("no-digests", "log files are delivered, but no digest");

  private final String label;
  private final String sentence;

  TrailFaultKind(String label, String sentence) {
    this.label = label;
    this.sentence = sentence;
  }

  /** Returns the name of the kind in reports. */
  public String label() {
    return label;
  }

  /** Returns the meaning of the kind. */
  public String sentence() {
    return sentence;
  }

  /** Returns true when the object has no verdict, because it could not be read. */
  public boolean isUnjudged() {
    return this == DIGEST_UNREADABLE || this == LOG_UNREADABLE;
  }

  /** Returns true when digests are late, which may be CloudTrail's doing. */
  public boolean isLate() {
    return this == TAIL_LATE;
  }
}
