package dev.waybill.status;

import dev.waybill.reconcile.Reconciliation;
import java.util.ArrayList;
import java.util.List;

/**
 * Answer to the first question of the page: is custody whole today?
 *
 * @param state the answer
 * @param reasons sentences for it, the gravest first; empty when custody is whole
 */
public record StatusConclusion(State state, List<String> reasons) {
  /** Answers, the gravest first. */
  public enum State {
    BROKEN("Custody is not whole."),
    UNKNOWN("It is not known whether custody is whole."),
    ATTENTION("Custody is whole. There is something to look at."),
    WHOLE("Custody is whole.");

    private final String sentence;

    State(String sentence) {
      this.sentence = sentence;
    }

    /** Returns the sentence. */
    public String sentence() {
      return sentence;
    }
  }

  public StatusConclusion {
    reasons = List.copyOf(reasons);
  }

  static StatusConclusion of(StatusReport report) {
    List<String> broken = broken(report);
    List<String> unknown = unknown(report);
    List<String> attention = attention(report);
    List<String> reasons = new ArrayList<>(broken);
    reasons.addAll(unknown);
    reasons.addAll(attention);
    State state =
        !broken.isEmpty()
            ? State.BROKEN
            : !unknown.isEmpty()
                ? State.UNKNOWN
                : attention.isEmpty() ? State.WHOLE : State.ATTENTION;
    return new StatusConclusion(state, reasons);
  }

  private static List<String> broken(StatusReport report) {
    List<String> reasons = new ArrayList<>();
    Reconciliation custody = report.custody().value();
    if (custody != null && StatusReport.unexplained(custody) > 0) {
      reasons.add(
          StatusText.count(StatusReport.unexplained(custody), "version")
              + " without an explanation.");
    }
    if (custody != null && !custody.addsUp()) {
      reasons.add("The numbers of the last reconciliation do not add up.");
    }
    CoverageStatus coverage = report.coverage().value();
    if (coverage != null && coverage.defects() > 0) {
      reasons.add(StatusText.count(coverage.defects(), "sealed version") + " with an open defect.");
    }
    return reasons;
  }

  private static List<String> unknown(StatusReport report) {
    List<String> reasons = new ArrayList<>();
    if (!report.custody().isKnown()) {
      reasons.add("Reconciliation is not known: " + report.custody().reason() + ".");
    }
    if (!report.coverage().isKnown()) {
      reasons.add("Re-verification is not known: " + report.coverage().reason() + ".");
    }
    return reasons;
  }

  private static List<String> attention(StatusReport report) {
    List<String> reasons = new ArrayList<>();
    Reconciliation custody = report.custody().value();
    if (custody != null && StatusReport.toLookAt(custody) > 0) {
      reasons.add(
          StatusText.count(StatusReport.toLookAt(custody), "explained version") + " to look at.");
    }
    CoverageStatus coverage = report.coverage().value();
    if (coverage != null && coverage.rate().isOverdue()) {
      reasons.add("Re-verification is later than promised.");
    }
    IncidentStatus incidents = report.incidents().value();
    if (incidents == null) {
      reasons.add("Incidents are not known: " + report.incidents().reason() + ".");
    } else if (incidents.severe() > 0) {
      reasons.add(
          StatusText.count(incidents.severe(), "open incident") + " of high or critical severity.");
    }
    addBacklog(report.backlog(), reasons);
    return reasons;
  }

  private static void addBacklog(StatusPart<BacklogStatus> part, List<String> reasons) {
    BacklogStatus backlog = part.value();
    if (backlog == null) {
      reasons.add("The backlog is not known: " + part.reason() + ".");
      return;
    }
    Long dead = backlog.deadLetters().value();
    if (dead == null) {
      reasons.add("Dead letters are not known: " + backlog.deadLetters().reason() + ".");
    } else if (dead > 0) {
      reasons.add(StatusText.count(dead, "message") + " in the dead-letter queue.");
    }
    if (!backlog.waiting().isKnown()) {
      reasons.add("The queue is not known: " + backlog.waiting().reason() + ".");
    }
  }
}
