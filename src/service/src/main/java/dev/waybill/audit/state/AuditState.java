package dev.waybill.audit.state;

import dev.waybill.alert.Finding;
import dev.waybill.audit.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Progress of an audit, from which a service continues after a crash at any moment.
 *
 * @param audit id of the audit
 * @param since time of the audit's first claim
 * @param judgedUntil time up to which events are judged; null before the first run ended
 * @param caughtUp day of the last run that caught up; null when there was none
 * @param run active run; null for none
 * @param seen rows that were judged
 * @param unreported findings of the last run that may not have been reported yet
 */
public record AuditState(
    String audit,
    Instant since,
    @Nullable Instant judgedUntil,
    @Nullable LocalDate caughtUp,
    @Nullable ActiveRun run,
    SeenRowSet seen,
    List<Finding> unreported) {
  /**
   * Run that was claimed and has not ended.
   *
   * @param token idempotency token, by which a query that is started again is the same query
   * @param started time of the claim
   */
  public record ActiveRun(Window window, String token, Instant started) {}

  public AuditState {
    unreported = List.copyOf(unreported);
  }

  /** Returns the state of an audit that never ran. */
  public static AuditState initial(String audit, Instant now) {
    return new AuditState(audit, now, null, null, null, new SeenRowSet(), List.of());
  }

  /** Returns the state with a claimed run. */
  public AuditState running(ActiveRun next) {
    return new AuditState(audit, since, judgedUntil, caughtUp, next, seen, unreported);
  }

  /** Returns the state after a run that judged nothing; the next run judges the same events. */
  public AuditState abandoned() {
    return new AuditState(audit, since, judgedUntil, caughtUp, null, seen, unreported);
  }

  /**
   * Returns the state after an answered run.
   *
   * @param until time up to which events are judged now; null when the first run left some
   * @param today day of the run
   * @param rows judged rows of this and earlier runs
   * @param findings findings to report
   */
  public AuditState judged(
      @Nullable Instant until, LocalDate today, SeenRowSet rows, List<Finding> findings) {
    return new AuditState(audit, since, until, today, null, rows, findings);
  }

  /** Returns the state after its findings were reported. */
  public AuditState reported() {
    return new AuditState(audit, since, judgedUntil, caughtUp, run, seen, List.of());
  }
}
