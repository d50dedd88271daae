package dev.waybill.audit.state;

import dev.waybill.alert.Finding;
import dev.waybill.audit.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an audit has come; what a service that is killed at any moment goes on from.
 *
 * @param audit its id
 * @param since when it was begun
 * @param judgedUntil up to when events are judged; null before the first run ended
 * @param caughtUp the day of the last run that looked back far; null when there was none
 * @param run what is under way; null for nothing
 * @param seen rows that were judged
 * @param untold findings of the last run that may not have become alerts yet
 */
public record AuditState(
    String audit,
    Instant since,
    @Nullable Instant judgedUntil,
    @Nullable LocalDate caughtUp,
    @Nullable ActiveRun run,
    SeenRowSet seen,
    List<Finding> untold) {
  /**
   * A run that was begun.
   *
   * @param token makes a query that is started again the same query
   * @param started when
   */
  public record ActiveRun(Window window, String token, Instant started) {}

  public AuditState {
    untold = List.copyOf(untold);
  }

  /** An audit that never ran. */
  public static AuditState begun(String audit, Instant now) {
    return new AuditState(audit, now, null, null, null, new SeenRowSet(), List.of());
  }

  /** With a run claimed. */
  public AuditState running(ActiveRun next) {
    return new AuditState(audit, since, judgedUntil, caughtUp, next, seen, untold);
  }

  /** After a run that judged nothing: the next one judges the same events. */
  public AuditState abandoned() {
    return new AuditState(audit, since, judgedUntil, caughtUp, null, seen, untold);
  }

  /**
   * After a run that was answered.
   *
   * @param until up to when events are judged now; null when the first run left some
   * @param today the day of the run
   * @param rows those that were judged, with those of earlier runs
   * @param findings what is to become alerts
   */
  public AuditState judged(
      @Nullable Instant until, LocalDate today, SeenRowSet rows, List<Finding> findings) {
    return new AuditState(audit, since, until, today, null, rows, findings);
  }

  /** After its findings became alerts. */
  public AuditState told() {
    return new AuditState(audit, since, judgedUntil, caughtUp, run, seen, List.of());
  }
}
