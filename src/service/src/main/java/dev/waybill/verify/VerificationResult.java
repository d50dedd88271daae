package dev.waybill.verify;

import java.util.List;

/**
 * What verification found, question by question.
 *
 * @param findings in the order a person reads them; at least one
 */
public record VerificationResult(List<Finding> findings) {
  public VerificationResult {
    findings = List.copyOf(findings);
  }

  /** The answer to one question. */
  public enum Answer {
    /** It holds. */
    OK,
    /** It does not hold. */
    BAD,
    /** It was not asked, for example because there is no object to compare with. */
    OPEN
  }

  /**
   * One question and its answer.
   *
   * @param subject {@code record}, {@code signature}, {@code key}, {@code digest} or {@code
   *     version}
   * @param answer whether it holds
   * @param detail for a person to read
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

  /** Whether something holds and nothing is bad. */
  public boolean holds() {
    return findings.stream().anyMatch(finding -> finding.answer() == Answer.OK)
        && findings.stream().noneMatch(finding -> finding.answer() == Answer.BAD);
  }
}
