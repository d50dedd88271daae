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
 * The bean {@code baseline}: has the baseline checked, and reports each control that does not hold,
 * each that does, and whether some cannot be read. None of it throws.
 */
public final class BaselineReporter {
  private static final Logger LOG = LoggerFactory.getLogger(BaselineReporter.class);
  private static final String UNREADABLE = "unreadable";

  /** Without these, records and the trail of who did what can be lost or rewritten. */
  private static final List<String> EVIDENCE = List.of("provenance.", "trail.", "log.", "kms.");

  private final Supplier<BaselineReport> check;
  private final String bucket;
  private final Clock clock;

  /**
   * @param check reads every control and changes nothing
   * @param bucket under custody, which the deployment is named by
   */
  public BaselineReporter(Supplier<BaselineReport> check, String bucket, Clock clock) {
    this.check = check;
    this.bucket = bucket;
    this.clock = clock;
  }

  /** What the check says, as reports of findings and of ends of findings. */
  public List<Report> reports() {
    try {
      return reports(check.get());
    } catch (RuntimeException e) {
      LOG.debug("the baseline cannot be checked", e);
      return List.of(unreadable("it failed: " + e.getClass().getSimpleName(), Map.of()));
    }
  }

  private List<Report> reports(BaselineReport report) {
    List<Report> reports = new ArrayList<>();
    Map<String, String> unread = new LinkedHashMap<>();
    for (ControlResult result : report.results()) {
      switch (result.status()) {
        case HOLDS, MENDED -> reports.add(ended(result.control().id(), "it holds again"));
        case DRIFTED, REFUSED -> reports.add(drifted(result));
        case UNREADABLE -> unread.put(result.control().id(), result.note());
        // Neither says anything of the control itself: what it stands on is told.
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
    return EVIDENCE.stream().anyMatch(id::startsWith) ? Severity.HIGH : Severity.MEDIUM;
  }

  private Finding unreadable(String message, Map<String, String> unread) {
    return finding(
        UNREADABLE,
        "The baseline cannot be checked",
        Severity.MEDIUM,
        "the baseline cannot be checked: " + message,
        "give the service's role the rights of the template (waybill baseline template), or set"
            + " waybill.baseline.every=0s and check from elsewhere",
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
