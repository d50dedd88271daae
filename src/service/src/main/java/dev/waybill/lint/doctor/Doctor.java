package dev.waybill.lint.doctor;

import dev.waybill.lint.LintFinding;
import dev.waybill.lint.doctor.DoctorCheck.Result;
import dev.waybill.lint.doctor.DoctorStep.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Run of a sequence of checks. A check is skipped when an earlier one that it needs failed. */
public final class Doctor {
  private final BiFunction<String, Exception, LintFinding> failures;
  private final Predicate<Exception> isUnreachable;

  /**
   * @param failures finding of a check that could not be made, by its name and the failure
   * @param isUnreachable accepts the failure of a call to AWS
   */
  public Doctor(
      BiFunction<String, Exception, LintFinding> failures, Predicate<Exception> isUnreachable) {
    this.failures = failures;
    this.isUnreachable = isUnreachable;
  }

  /**
   * Runs the checks.
   *
   * @param progress receives each result at once
   * @throws InterruptedException when the thread was interrupted
   */
  public DoctorReport run(List<DoctorCheck> checks, Consumer<DoctorStep> progress)
      throws InterruptedException {
    List<DoctorStep> steps = new ArrayList<>();
    Set<String> failed = new HashSet<>();
    for (DoctorCheck check : checks) {
      Optional<String> missing = check.needs().stream().filter(failed::contains).findFirst();
      DoctorStep step =
          missing.isPresent() ? skipped(check, missing.get(), failed) : made(check, failed);
      progress.accept(step);
      steps.add(step);
    }
    return new DoctorReport(steps);
  }

  private static DoctorStep skipped(DoctorCheck check, String missing, Set<String> failed) {
    boolean unused = failed.add(check.name());
    return new DoctorStep(check.name(), Status.SKIPPED, "because of " + missing, List.of());
  }

  private DoctorStep made(DoctorCheck check, Set<String> failed) throws InterruptedException {
    try {
      Result result = check.work().check();
      if (!result.isUsable()) {
        boolean unused = failed.add(check.name());
      }
      Status status = result.findings().isEmpty() ? Status.OK : Status.FINDINGS;
      return new DoctorStep(check.name(), status, result.detail(), result.findings());
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      boolean unused = failed.add(check.name());
      Status status = isUnreachable.test(e) ? Status.UNREACHABLE : Status.FINDINGS;
      return new DoctorStep(check.name(), status, "", List.of(failures.apply(check.name(), e)));
    }
  }
}
