package dev.waybill.status;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Handling;
import dev.waybill.alert.Severity;
import dev.waybill.alert.incident.Decision;
import dev.waybill.alert.incident.Incident;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Open incidents.
 *
 * @param checkedAt time of the check that found them
 * @param counts number of open incidents by severity
 * @param worst the worst ones, the newest first among those of one severity
 */
public record IncidentStatus(Instant checkedAt, Map<Severity, Long> counts, List<Line> worst) {
  /** Severities, the worst first. */
  public static final List<Severity> SEVERITIES =
      List.of(
          Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.INFORMATIONAL);

  /** Limit of the incidents that are shown one by one. */
  static final int MAX_LINES = 20;

  private static final int MAX_TITLE = 100;
  private static final int MAX_MESSAGE = 250;
  private static final int MAX_COMMENT = 120;

  public IncidentStatus {
    counts = Map.copyOf(counts);
    worst = List.copyOf(worst);
  }

  /**
   * Incident that is shown. The texts are untrusted input.
   *
   * @param id id that people type
   * @param title title with names; empty when names are not shown
   * @param message message with names; empty when names are not shown
   * @param handling decision of a person that is in force
   * @param until end of a silence; null for none
   * @param comment who decided, and why; empty when names are not shown
   */
  public record Line(
      String id,
      Severity severity,
      String rule,
      Instant since,
      long count,
      String title,
      String message,
      Handling.State handling,
      @Nullable Instant until,
      String comment) {}

  /**
   * Returns the status of incidents.
   *
   * @param names true to show texts that may hold names
   */
  public static IncidentStatus of(List<Incident> open, Instant checkedAt, boolean names) {
    Map<Severity, Long> counts = new EnumMap<>(Severity.class);
    open.forEach(it -> counts.merge(it.finding().severity(), 1L, Long::sum));
    List<Line> worst =
        open.stream()
            .sorted(
                Comparator.comparing((Incident it) -> it.finding().severity())
                    .thenComparing(Incident::opened)
                    .reversed())
            .limit(MAX_LINES)
            .map(it -> line(it, checkedAt, names))
            .toList();
    return new IncidentStatus(checkedAt, counts, worst);
  }

  private static Line line(Incident incident, Instant now, boolean names) {
    Finding finding = incident.finding();
    Handling handling = incident.handlingAt(now);
    return new Line(
        incident.shortId(),
        finding.severity(),
        finding.rule(),
        incident.opened(),
        finding.occurrences().count(),
        names ? StatusText.limited(finding.title(), MAX_TITLE) : "",
        names ? StatusText.limited(finding.message(), MAX_MESSAGE) : "",
        handling.state(),
        incident.silenceAt(now).map(Decision::until).orElse(null),
        names ? StatusText.limited(handling.comment(), MAX_COMMENT) : "");
  }

  /** Returns the number of open incidents. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the number of open incidents of a severity. */
  public long count(Severity severity) {
    return counts.getOrDefault(severity, 0L);
  }

  /** Returns the number of incidents that are not shown one by one. */
  public long more() {
    return total() - worst.size();
  }

  /** Returns the number of open incidents that are high or critical. */
  public long severe() {
    return count(Severity.HIGH) + count(Severity.CRITICAL);
  }
}
