package dev.waybill.trail.digest;

/** Signals that a stored file is not as CloudTrail writes it; the message says in which way. */
public final class MalformedFileException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedFileException(String reason) {
    super(reason);
  }

  /** Returns the reason, as a part of a sentence about the file. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
