package dev.waybill.alert.incident;

import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.FindingLimits;
import dev.waybill.alert.Handling;
import dev.waybill.alert.IncidentName;
import dev.waybill.alert.Severity;
import dev.waybill.record.object.PercentEncoding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Immutable state of one thing that is or was wrong, and of its deliveries. The event that is due
 * follows from the state and the last delivery, so a crash between two steps loses no event.
 *
 * @param finding latest finding, with all occurrences, the worst severity and the affected
 *     resources since the opening
 * @param opened time of the opening; a report after the end, or the first one that is delivered
 *     after a storm, opens the incident again
 * @param lastReport time of the latest report
 * @param endReason reason of the end; null while the incident lasts
 * @param reports tokens of the reports, the latest last; a token that is repeated counts once
 * @param listed whether the incident is only kept, because too many of its rule began at once
 * @param pending event that is being delivered; null for none
 * @param lastDelivery last event that was delivered; null for none
 * @param decisions decisions of people about the incident since its opening
 */
public record Incident(
    Finding finding,
    Instant opened,
    Instant lastReport,
    @Nullable String endReason,
    List<String> reports,
    boolean listed,
    @Nullable PendingDelivery pending,
    @Nullable LastDelivery lastDelivery,
    Decisions decisions) {
  private static final int MAX_REPORTS = 16;

  /** Position in the incident's life; the names are part of the stored format. */
  public enum Phase {
    /** Kept, and not delivered one by one. */
    LISTED,
    /** An event is being delivered. */
    TELLING,
    /** Delivered to the sinks, and not ended. */
    TOLD,
    /** Ended, with nothing left to deliver. */
    CLOSED
  }

  public Incident {
    reports = List.copyOf(reports);
  }

  /** Returns the name that the incident of a rule and uid is stored under. */
  public static String name(String rule, String uid) {
    return PercentEncoding.component(rule) + "/" + IncidentName.of(FindingLimits.uid(uid));
  }

  /** Returns the name that the incident is stored under. */
  public String name() {
    return name(finding.rule(), finding.uid());
  }

  /** Returns the id that people type. */
  public String shortId() {
    return IncidentName.shortId(finding.uid());
  }

  /** Returns the incident's position in its life. */
  public Phase phase() {
    if (pending != null) {
      return Phase.TELLING;
    }
    if (endReason != null) {
      return Phase.CLOSED;
    }
    return listed ? Phase.LISTED : Phase.TOLD;
  }

  /** Returns the incident that a first report opens. */
  static Incident open(Finding report, Instant now, boolean listed) {
    return new Incident(
        report, now, now, null, addToken(List.of(), report), listed, null, null, Decisions.NONE);
  }

  boolean knows(Finding report) {
    String token = report.occurrences().report();
    return !token.isEmpty() && reports.contains(token);
  }

  /** Returns whether the next report opens the incident again, from its begin. */
  boolean isReopenedByReport() {
    if (endReason == null) {
      return listed;
    }
    return pending == null
        ? lastDelivery == null || lastDelivery.kind() == Kind.END
        : pending.kind() == Kind.END;
  }

  /** Adds a report; a report with a known token changes nothing. */
  Incident withReport(Finding report, Instant now, boolean list) {
    if (knows(report)) {
      return this;
    }
    List<String> tokens = addToken(reports, report);
    if (endReason != null && isReopenedByReport()) {
      return new Incident(
          report, now, now, null, tokens, list, pending, lastDelivery, Decisions.NONE);
    }
    Severity worst = worse(finding.severity(), report.severity());
    // An incident that people know ends for them too; a listed one they do not know.
    Finding told = listed ? report : report.toldLike(finding);
    Finding all =
        told.with(
            finding.occurrences().and(report.occurrences()),
            worst,
            finding.affected().and(report.affected()));
    Instant since = listed && !list ? now : opened;
    return new Incident(
        all, since, now, null, tokens, listed && list, pending, lastDelivery, decisions);
  }

  private static Severity worse(Severity a, Severity b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private static List<String> addToken(List<String> reports, Finding report) {
    String token = report.occurrences().report();
    if (token.isEmpty()) {
      return reports;
    }
    List<String> all = new ArrayList<>(reports);
    all.add(token);
    return all.subList(Math.max(0, all.size() - MAX_REPORTS), all.size());
  }

  /** Ends the incident; an ended incident keeps its first reason. */
  Incident end(String reason) {
    return endReason != null
        ? this
        : new Incident(
            finding, opened, lastReport, reason, reports, listed, pending, lastDelivery, decisions);
  }

  Incident end(FindingEnd end) {
    return end(end.message());
  }

  /** Ends the incident when it has been quiet for long enough. */
  Incident endIfQuiet(Instant now, IncidentPolicy policy) {
    Duration quiet = policy.quiet().apply(finding.rule());
    return now.isBefore(lastReport.plus(quiet)) ? this : end("not seen again since " + lastReport);
  }

  /** Adds the event that is due, unless another one is being delivered. */
  Incident withDueEvent(Instant now, IncidentPolicy policy) {
    return pending != null
        ? this
        : new DeliveryRules(policy, now).due(this).map(it -> withEvent(it, now)).orElse(this);
  }

  /** Returns whether the sinks know of the incident and not of its end. */
  boolean isKnownToSinks() {
    return lastDelivery != null && lastDelivery.kind() != Kind.END;
  }

  /** Adds the decision of a person. */
  Incident withDecision(DecisionRequest request, Instant now) {
    return new Incident(
        finding,
        opened,
        lastReport,
        endReason,
        reports,
        listed,
        pending,
        lastDelivery,
        decisions.with(request, now, finding.severity()));
  }

  /** Returns the silence in force. */
  public Optional<Decision> silenceAt(Instant now) {
    return endReason == null ? decisions.silenceAt(now, finding.severity()) : Optional.empty();
  }

  /** Returns the decisions of people as an event shows them. */
  public Handling handlingAt(Instant now) {
    int told = isKnownToSinks() && lastDelivery != null ? lastDelivery.decision() : 0;
    return decisions.handling(now, finding.severity(), told);
  }

  private Incident withEvent(Kind kind, Instant now) {
    int ordinal = lastDelivery == null ? 1 : lastDelivery.ordinal() + 1;
    String why = endReason == null ? "" : endReason;
    return with(
        new PendingDelivery(
            kind, ordinal, finding, opened, why, now, now, handlingAt(now), decisions.latest()),
        lastDelivery);
  }

  /** Returns whether the delivery has taken so long that the delivering process must have died. */
  boolean isStale(Instant now, IncidentPolicy policy) {
    return pending != null && !now.isBefore(pending.since().plus(policy.lease()));
  }

  /** Starts another attempt to deliver the pending event. */
  Incident retriedAt(Instant now) {
    return pending == null ? this : with(pending.retriedAt(now), lastDelivery);
  }

  /** Records a delivered event; any event but the pending one changes nothing. */
  Incident delivered(String eventId) {
    return pending == null || !pending.eventId().equals(eventId)
        ? this
        : with(null, LastDelivery.of(pending));
  }

  private Incident with(@Nullable PendingDelivery nextPending, @Nullable LastDelivery nextLast) {
    return new Incident(
        finding, opened, lastReport, endReason, reports, listed, nextPending, nextLast, decisions);
  }
}
