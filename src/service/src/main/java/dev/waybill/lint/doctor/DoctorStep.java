package dev.waybill.lint.doctor;

import dev.waybill.lint.LintFinding;
import java.util.List;
import java.util.Locale;

/**
 * Result of one check.
 *
 * @param name name of the check
 * @param status status
 * @param detail what was checked, or why it was not
 * @param findings the findings
 */
public record DoctorStep(String name, Status status, String detail, List<LintFinding> findings) {
  /** Status of a check. */
  public enum Status {
    /** Nothing was found. */
    OK,
    /** Something was found. */
    FINDINGS,
    /** AWS cannot be reached, or denies a call. */
    UNREACHABLE,
    /** An earlier check failed, without which this one cannot be judged. */
    SKIPPED;

    /** Returns the word that commands print. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public DoctorStep {
    findings = List.copyOf(findings);
  }
}
