package dev.waybill.record.offline;

import java.util.Locale;

/**
 * Result of one check of a verification.
 *
 * @param subject checked thing: {@code record}, {@code signature}, {@code key}, {@code digest},
 *     {@code size} or {@code version}
 * @param answer result of the check
 * @param detail description for a reader; may contain untrusted input
 */
public record VerificationFinding(String subject, Answer answer, String detail) {
  /** Results of a check. */
  public enum Answer {
    /** The check passed. */
    OK,
    /** The check failed. */
    BAD,
    /** The check was not made, for example because no object was given. */
    OPEN;

    /** Returns the name in reports. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static VerificationFinding ok(String subject, String detail) {
    return new VerificationFinding(subject, Answer.OK, detail);
  }

  static VerificationFinding bad(String subject, String detail) {
    return new VerificationFinding(subject, Answer.BAD, detail);
  }

  static VerificationFinding open(String subject, String detail) {
    return new VerificationFinding(subject, Answer.OPEN, detail);
  }
}
