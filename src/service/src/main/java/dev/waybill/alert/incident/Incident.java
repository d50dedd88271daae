package dev.waybill.alert.incident;

import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.Bounds;
import dev.waybill.alert.Ended;
import dev.waybill.alert.Finding;
import dev.waybill.alert.IncidentName;
import dev.waybill.alert.Severity;
import dev.waybill.model.PercentEncoding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is or was wrong, and what of it was told. It changes only by making another one;
 * what is told follows from what is and what was told before, so nothing is lost in between.
 *
 * @param finding the latest, with all sightings and the worst severity since it was opened
 * @param opened when it began for us: after it ended and came again, when it came again; after it
 *     was only listed, when it is told first
 * @param heard when it was last reported
 * @param end why it is over; null while it lasts
 * @param reports who reported it, the latest last: who reports twice counts once
 * @param listed whether it is kept only, because too many of its rule began at once
 * @param telling the event that is being told; null for none
 * @param told the last event that was told; null for none
 */
public record Incident(
    Finding finding,
    Instant opened,
    Instant heard,
    @Nullable String end,
    List<String> reports,
    boolean listed,
    @Nullable PendingDelivery telling,
    @Nullable LastDelivery told) {
  private static final int MOST_REPORTS = 16;
  private static final int GROWTH = 10;

  /** Where in its life it is. */
  public enum Phase {
    /** Kept, and not told one by one. */
    LISTED,
    /** An event is on its way to the sinks. */
    TELLING,
    /** The sinks know it, and it lasts. */
    TOLD,
    /** It is over, and nothing is left to tell. */
    CLOSED
  }

  public Incident {
    reports = List.copyOf(reports);
  }

  /** The name that it is kept under: one for each rule and uid. */
  static String name(String rule, String uid) {
    return PercentEncoding.component(rule) + "/" + IncidentName.of(Bounds.uid(uid));
  }

  public String name() {
    return name(finding.rule(), finding.uid());
  }

  public Phase phase() {
    if (telling != null) {
      return Phase.TELLING;
    }
    if (end != null) {
      return Phase.CLOSED;
    }
    return listed ? Phase.LISTED : Phase.TOLD;
  }

  /** The first report; {@code listed} when it is not to be told. */
  static Incident begun(Finding report, Instant now, boolean listed) {
    return new Incident(report, now, now, null, noted(List.of(), report), listed, null, null);
  }

  boolean knows(Finding report) {
    String token = report.sightings().report();
    return !token.isEmpty() && reports.contains(token);
  }

  /** Whether the next report opens it anew, so that it may be told from its begin. */
  boolean isAfresh() {
    if (end == null) {
      return listed;
    }
    return telling == null ? told == null || told.kind() == Kind.END : telling.kind() == Kind.END;
  }

  /** One more report; one that it knows changes nothing. */
  Incident seen(Finding report, Instant now, boolean list) {
    if (knows(report)) {
      return this;
    }
    List<String> noted = noted(reports, report);
    if (end != null && isAfresh()) {
      return new Incident(report, now, now, null, noted, list, telling, told);
    }
    Severity worst = worst(finding.severity(), report.severity());
    Finding all = report.with(finding.sightings().and(report.sightings()), worst);
    Instant since = listed && !list ? now : opened;
    return new Incident(all, since, now, null, noted, listed && list, telling, told);
  }

  private static Severity worst(Severity a, Severity b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private static List<String> noted(List<String> reports, Finding report) {
    String token = report.sightings().report();
    if (token.isEmpty()) {
      return reports;
    }
    List<String> all = new ArrayList<>(reports);
    all.add(token);
    return all.subList(Math.max(0, all.size() - MOST_REPORTS), all.size());
  }

  /** It is over; one that is over already stays as it ended. */
  Incident over(String why) {
    return end != null
        ? this
        : new Incident(finding, opened, heard, why, reports, listed, telling, told);
  }

  Incident over(Ended ended) {
    return over(ended.message());
  }

  /** Over, if nobody reported it for long. */
  Incident settled(Instant now, IncidentPolicy policy) {
    Duration quiet = policy.quiet().apply(finding.rule());
    return now.isBefore(heard.plus(quiet)) ? this : over("not seen again since " + heard);
  }

  /** With the event that is due, if there is one and none is being told. */
  Incident next(Instant now, IncidentPolicy policy) {
    return telling != null ? this : due(now, policy).map(it -> telling(it, now)).orElse(this);
  }

  /** Whether the sinks know of it and not of its end. */
  boolean isKnown() {
    return told != null && told.kind() != Kind.END;
  }

  private Optional<Kind> due(Instant now, IncidentPolicy policy) {
    LastDelivery last = told;
    if (last == null || last.kind() == Kind.END) {
      return end == null && !listed ? Optional.of(Kind.BEGIN) : Optional.empty();
    }
    if (end != null) {
      return Optional.of(Kind.END);
    }
    return isWorthRepeating(last, now, policy) ? Optional.of(Kind.UPDATE) : Optional.empty();
  }

  private boolean isWorthRepeating(LastDelivery last, Instant now, IncidentPolicy policy) {
    return heard.isAfter(last.at())
        && (finding.severity().compareTo(last.severity()) > 0
            || finding.sightings().count() / GROWTH >= last.count()
            || !now.isBefore(last.at().plus(policy.repeat())));
  }

  private Incident telling(Kind kind, Instant now) {
    int ordinal = told == null ? 1 : told.ordinal() + 1;
    String why = end == null ? "" : end;
    return with(new PendingDelivery(kind, ordinal, finding, opened, why, now, now), told);
  }

  /** Whether the event has been told for so long that whoever told it must have died. */
  boolean isStale(Instant now, IncidentPolicy policy) {
    return telling != null && !now.isBefore(telling.since().plus(policy.lease()));
  }

  /** The same event is told again, from now on. */
  Incident again(Instant now) {
    return telling == null ? this : with(telling.again(now), told);
  }

  /** An event was told; another one than is being told changes nothing. */
  Incident told(String eventId) {
    return telling == null || !telling.eventId().equals(eventId)
        ? this
        : with(null, LastDelivery.of(telling));
  }

  private Incident with(@Nullable PendingDelivery nextTelling, @Nullable LastDelivery nextTold) {
    return new Incident(finding, opened, heard, end, reports, listed, nextTelling, nextTold);
  }

  /** When time alone changes it, at the earliest. */
  Instant wakes(IncidentPolicy policy) {
    if (telling != null) {
      return telling.since().plus(policy.lease());
    }
    if (end != null) {
      return Instant.MAX;
    }
    Instant quiet = heard.plus(policy.quiet().apply(finding.rule()));
    if (told == null || !heard.isAfter(told.at())) {
      return quiet;
    }
    Instant repeat = told.at().plus(policy.repeat());
    return repeat.isBefore(quiet) ? repeat : quiet;
  }
}
