package dev.waybill.lint.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.lint.LintFinding;
import dev.waybill.lint.doctor.DoctorCheck.Result;
import dev.waybill.lint.doctor.DoctorStep.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DoctorTest {
  private static final LintFinding ERROR = LintFinding.error("a", null, 0, null, "is bad", "");
  private static final LintFinding WARNING = LintFinding.warning("b", null, 0, null, "is odd", "");

  private final Doctor doctor =
      new Doctor(
          (name, failure) ->
              LintFinding.error(name, null, 0, null, String.valueOf(failure.getMessage()), ""),
          failure -> failure instanceof IOException);

  @Test
  void skipsWhatNeedsAFailedCheckAndGoesOnWithTheOthers() throws Exception {
    DoctorReport report =
        run(
            failing("network", new IOException("no route")),
            good("bucket", "network"),
            good("log", "bucket"),
            good("files"));

    assertThat(report.steps())
        .extracting(DoctorStep::status)
        .containsExactly(Status.UNREACHABLE, Status.SKIPPED, Status.SKIPPED, Status.OK);
    assertThat(report.steps().get(2).detail()).isEqualTo("because of bucket");
    assertThat(report.isUnreachable()).isTrue();
    assertThat(report.ok()).isFalse();
  }

  @Test
  void goesOnAfterFindingsThatLeaveAResult() throws Exception {
    DoctorReport report =
        run(found("settings", true, ERROR), good("identity", "settings"), good("other"));

    assertThat(report.steps())
        .extracting(DoctorStep::status)
        .containsExactly(Status.FINDINGS, Status.OK, Status.OK);
    assertThat(report.hasErrors("settings")).isTrue();
    assertThat(report.hasErrors("identity")).isFalse();
  }

  @Test
  void putsTheFirstErrorOnTopAndWarningsLast() throws Exception {
    LintFinding later = LintFinding.error("c", null, 0, null, "is worse", "");

    DoctorReport report =
        run(
            found("one", true, WARNING),
            found("two", true, ERROR, WARNING),
            found("x", true, later));

    assertThat(report.toDo()).containsExactly(ERROR, later, WARNING);
  }

  @Test
  void reportsOnceWhatTwoChecksFind() throws Exception {
    LintFinding missing = LintFinding.ofMessage("settings", "waybill.queue: is missing; set it");
    LintFinding again = LintFinding.ofMessage("keys", "waybill.queue: is missing; set it");
    LintFinding other = LintFinding.ofMessage("keys", "waybill.queue: is too long; shorten it");

    DoctorReport report = run(found("settings", true, missing), found("keys", true, again, other));

    assertThat(report.toDo()).containsExactly(missing, other);
    assertThat(report.steps().get(1).findings()).containsExactly(again, other);
  }

  @Test
  void reportsFailureOfACheckAsItsFinding() throws Exception {
    DoctorReport report = run(failing("odd", new IllegalStateException("broken")));

    assertThat(report.isUnreachable()).isFalse();
    assertThat(report.toDo()).extracting(LintFinding::problem).containsExactly("broken");
  }

  @Test
  void stopsWhenInterrupted() {
    assertThatThrownBy(() -> run(failing("odd", new InterruptedException())))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void isWellWithoutAFinding() throws Exception {
    assertThat(run(good("one"), good("two", "one")).ok()).isTrue();
    assertThat(run(good("one")).toDo()).isEmpty();
  }

  private DoctorReport run(DoctorCheck... checks) throws InterruptedException {
    List<DoctorStep> seen = new ArrayList<>();
    DoctorReport report = doctor.run(List.of(checks), seen::add);
    assertThat(seen).isEqualTo(report.steps());
    return report;
  }

  private static DoctorCheck good(String name, String... needs) {
    return new DoctorCheck(name, List.of(needs), () -> new Result(List.of(), "", true));
  }

  private static DoctorCheck found(String name, boolean isUsable, LintFinding... findings) {
    return new DoctorCheck(name, List.of(), () -> new Result(List.of(findings), "", isUsable));
  }

  private static DoctorCheck failing(String name, Exception failure) {
    return new DoctorCheck(
        name,
        List.of(),
        () -> {
          throw failure;
        });
  }
}
