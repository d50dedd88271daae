package dev.waybill.lint;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Findings of a run, by file and line.
 *
 * @param findings the findings; empty when all is well
 */
public record LintReport(List<LintFinding> findings) {
  private static final Comparator<LintFinding> BY_PLACE =
      Comparator.comparing((LintFinding it) -> it.file() == null ? "" : it.file())
          .thenComparingInt(LintFinding::line)
          .thenComparing(LintFinding::severity)
          .thenComparing(LintFinding::check)
          .thenComparing(LintFinding::problem);

  /** Sorts the findings, and drops repetitions. */
  public static LintReport of(Collection<LintFinding> findings) {
    return new LintReport(findings.stream().distinct().sorted(BY_PLACE).toList());
  }

  public LintReport {
    findings = List.copyOf(findings);
  }

  /** Returns true without a finding. */
  public boolean ok() {
    return findings.isEmpty();
  }

  /** Returns the number of findings of a severity. */
  public long count(LintSeverity severity) {
    return findings.stream().filter(it -> it.severity() == severity).count();
  }
}
