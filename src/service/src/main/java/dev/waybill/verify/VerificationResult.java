package dev.waybill.verify;

import java.util.List;

/**
 * Result of a verification.
 *
 * @param findings the findings in reading order; at least one
 */
public record VerificationResult(List<Finding> findings) {
  public VerificationResult {
    findings = List.copyOf(findings);
  }

  /** Answers to a question. */
  public enum Answer {
    /** Confirmed. */
    OK,
    /** Refuted. */
    BAD,
    /** Not checked, for example because there is no object to compare with. */
    OPEN
  }

  /**
   * Question and its answer.
   *
   * @param subject the question: {@code record}, {@code signature}, {@code key}, {@code digest} or
   *     {@code version}
   * @param answer the answer
   * @param detail the explanation, for a human reader
   */
  public record Finding(String subject, Answer answer, String detail) {
    public static Finding ok(String subject, String detail) {
      return new Finding(subject, Answer.OK, detail);
    }

    public static Finding bad(String subject, String detail) {
      return new Finding(subject, Answer.BAD, detail);
    }

    public static Finding open(String subject, String detail) {
      return new Finding(subject, Answer.OPEN, detail);
    }
  }

  /** Returns true when at least one answer is OK and none is BAD. */
  public boolean holds() {
    return findings.stream().anyMatch(finding -> finding.answer() == Answer.OK)
        && findings.stream().noneMatch(finding -> finding.answer() == Answer.BAD);
  }
}
