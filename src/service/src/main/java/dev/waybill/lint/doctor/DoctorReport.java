package dev.waybill.lint.doctor;

import dev.waybill.lint.LintFinding;
import dev.waybill.lint.LintSeverity;
import dev.waybill.lint.doctor.DoctorStep.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Results of all checks, in the order in which they were made.
 *
 * @param steps the results
 */
public record DoctorReport(List<DoctorStep> steps) {
  public DoctorReport {
    steps = List.copyOf(steps);
  }

  /**
   * Returns the findings in the order in which to resolve them: errors before warnings, and those
   * of a check before those of the checks that need it. What several checks find is one thing to
   * do, under the name of the first.
   */
  public List<LintFinding> toDo() {
    Map<String, LintFinding> order = new LinkedHashMap<>();
    for (LintSeverity severity : LintSeverity.values()) {
      for (DoctorStep step : steps) {
        step.findings().stream()
            .filter(it -> it.severity() == severity)
            .forEach(it -> order.putIfAbsent(subject(it), it));
      }
    }
    return List.copyOf(order.values());
  }

  /** Returns all but the name of the check and the severity. */
  private static String subject(LintFinding finding) {
    return finding.file() + "\n" + finding.line() + "\n" + finding.id() + "\n" + finding.problem();
  }

  /** Returns true when every check was made and none found anything. */
  public boolean ok() {
    return steps.stream().allMatch(it -> it.status() == Status.OK);
  }

  /** Returns true when a check of this name has an error. */
  public boolean hasErrors(String name) {
    return steps.stream()
        .filter(it -> it.name().equals(name))
        .flatMap(it -> it.findings().stream())
        .anyMatch(it -> it.severity() == LintSeverity.ERROR);
  }

  /** Returns true when AWS could not be reached or denied a call. */
  public boolean isUnreachable() {
    return steps.stream().anyMatch(it -> it.status() == Status.UNREACHABLE);
  }
}
