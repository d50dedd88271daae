package dev.waybill.lint.doctor;

import dev.waybill.lint.LintFinding;
import java.util.List;

/**
 * One check of a sequence.
 *
 * @param name name of the check
 * @param needs names of earlier checks without whose result this one cannot be judged
 * @param work the check itself
 */
public record DoctorCheck(String name, List<String> needs, Work work) {
  public DoctorCheck {
    needs = List.copyOf(needs);
  }

  /** Work of a check. */
  @FunctionalInterface
  public interface Work {
    /**
     * Checks one thing.
     *
     * @throws Exception when the check cannot be made
     */
    Result check() throws Exception;
  }

  /**
   * Result of a check that was made.
   *
   * @param findings the findings
   * @param detail what was checked, such as {@code 29 files}
   * @param isUsable true when later checks can build on it in spite of the findings
   */
  public record Result(List<LintFinding> findings, String detail, boolean isUsable) {
    public Result {
      findings = List.copyOf(findings);
    }
  }
}
