package dev.waybill.lint.doctor;

import dev.waybill.lint.LintFinding;
import dev.waybill.lint.LintSeverity;
import dev.waybill.lint.doctor.DoctorStep.Status;
import java.util.ArrayList;
import java.util.List;

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
   * of a check before those of the checks that need it.
   */
  public List<LintFinding> toDo() {
    List<LintFinding> order = new ArrayList<>();
    for (LintSeverity severity : LintSeverity.values()) {
      for (DoctorStep step : steps) {
        step.findings().stream().filter(it -> it.severity() == severity).forEach(order::add);
      }
    }
    return order;
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
