package dev.waybill.baseline;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.OccurrenceStats;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.baseline.ControlResult.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code baseline} of the route 50-baseline: checks the baseline, and reports controls that
 * drifted, controls that hold, and controls that cannot be read. It does not throw.
 */
public final class BaselineReporter {
  private static final Logger LOG = LoggerFactory.getLogger(BaselineReporter.class);
  private static final String UNREADABLE = "unreadable";

  /** Prefixes of controls that protect records and logs from alteration. */
  private static final List<String> EVIDENCE_PREFIXES =
      List.of("provenance.", "trail.", "log.", "kms.");

  private final Supplier<BaselineReport> check;
  private final String bucket;
  private final Clock clock;

  /**
   * @param check read-only check of every control
   * @param bucket bucket under custody; part of the finding's uid
   */
  public BaselineReporter(Supplier<BaselineReport> check, String bucket, Clock clock) {
    this.check = check;
    this.bucket = bucket;
    this.clock = clock;
  }

  /** Checks the baseline and returns findings and ends of findings. */
  public List<Report> reports() {
    try {
      return reports(check.get());
    } catch (RuntimeException e) {
      LOG.debug("baseline check failed", e);
      return List.of(unreadable("the check failed: " + e.getClass().getSimpleName(), Map.of()));
    }
  }

  private List<Report> reports(BaselineReport report) {
    List<Report> reports = new ArrayList<>();
    Map<String, String> unread = new LinkedHashMap<>();
    for (ControlResult result : report.results()) {
      switch (result.status()) {
        case HOLDS, FIXED -> reports.add(ended(result.control().id(), "the control holds again"));
        case DRIFTED, REFUSED -> reports.add(drifted(result));
        case UNREADABLE -> unread.put(result.control().id(), result.note());
        // Neither status describes the control itself; its prerequisite is reported.
        case BLOCKED, NOT_SERVED -> {}
      }
    }
    reports.add(
        unread.isEmpty()
            ? ended(UNREADABLE, "every control was read")
            : unreadable(
                unread.size()
                    + " of "
                    + report.results().size()
                    + " controls cannot be read, "
                    + first(unread),
                unread));
    return reports;
  }

  private static String first(Map<String, String> unread) {
    Map.Entry<String, String> first = unread.entrySet().iterator().next();
    return "first " + first.getKey() + " (" + first.getValue() + ")";
  }

  private FindingEnd ended(String id, String why) {
    return new FindingEnd(uid(id), rule(id), clock.instant(), why);
  }

  private Finding drifted(ControlResult result) {
    var control = result.control();
    String what =
        result.status() == Status.REFUSED
            ? result.note()
            : "is " + result.is() + ", should be " + result.should();
    return finding(
        control.id(),
        "The baseline does not hold: " + control.id(),
        severity(control.id()),
        control.id() + " " + what,
        control.fix() + "; or: waybill baseline apply",
        Map.of("protects", control.protects(), "is", result.is(), "should", result.should()),
        List.of(control.reference()));
  }

  private static Severity severity(String id) {
    boolean isPolicyOfScopes = id.startsWith("raw") && id.endsWith(".policy");
    return isPolicyOfScopes || EVIDENCE_PREFIXES.stream().anyMatch(id::startsWith)
        ? Severity.HIGH
        : Severity.MEDIUM;
  }

  private Finding unreadable(String message, Map<String, String> unread) {
    return finding(
        UNREADABLE,
        "The baseline cannot be checked",
        Severity.MEDIUM,
        "the baseline cannot be checked: " + message,
        "give the service's role the permissions of the template (waybill baseline template), or"
            + " set waybill.baseline.every=0s and check from elsewhere",
        unread,
        List.of());
  }

  private Finding finding(
      String id,
      String title,
      Severity severity,
      String message,
      String fix,
      Map<String, String> details,
      List<String> references) {
    Instant now = clock.instant();
    return new Finding(
        uid(id),
        rule(id),
        title,
        severity,
        message,
        fix,
        "arn:aws:s3:::" + bucket,
        now,
        OccurrenceStats.once(now),
        details,
        references);
  }

  private String uid(String id) {
    return "baseline/" + id + "/" + bucket;
  }

  private static String rule(String id) {
    return "baseline-" + id;
  }
}
