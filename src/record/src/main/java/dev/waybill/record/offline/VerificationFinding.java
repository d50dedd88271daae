package dev.waybill.record.offline;

import java.util.Locale;

/**
 * Result of one check of a verification.
 *
 * @param subject checked thing: {@code record}, {@code signature}, {@code key}, {@code digest},
 *     {@code size} or {@code version}; with a proof also {@code log} and {@code log-key}; online
 *     also {@code object}, {@code sealed}, {@code trust}, {@code headers}, {@code metadata} and
 *     {@code tags}
 * @param answer result of the check
 * @param detail description for a reader; may contain untrusted input
 */
public record VerificationFinding(String subject, Answer answer, String detail) {
  /** Subject of the question whether the key that signed is the deployment's. */
  public static final String TRUST = "trust";

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

  /** Returns the finding of a check that passed. */
  public static VerificationFinding ok(String subject, String detail) {
    return new VerificationFinding(subject, Answer.OK, detail);
  }

  /** Returns the finding of a check that failed. */
  public static VerificationFinding bad(String subject, String detail) {
    return new VerificationFinding(subject, Answer.BAD, detail);
  }

  /** Returns the finding of a check that was not made. */
  public static VerificationFinding open(String subject, String detail) {
    return new VerificationFinding(subject, Answer.OPEN, detail);
  }
}
