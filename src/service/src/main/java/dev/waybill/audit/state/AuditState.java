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
 * @param mendedUntil time up to which log files that became readable are judged again; null when
 *     there was none
 */
public record AuditState(
    String audit,
    Instant since,
    @Nullable Instant judgedUntil,
    @Nullable LocalDate caughtUp,
    @Nullable ActiveRun run,
    SeenRowSet seen,
    List<Finding> unreported,
    @Nullable Instant mendedUntil) {
  /**
   * Run that was claimed and has not ended.
   *
   * @param token idempotency token, by which a query that is started again is the same query
   * @param started time of the claim
   * @param mended time at which the log file became readable whose events the run judges; null for
   *     a run by schedule
   */
  public record ActiveRun(Window window, String token, Instant started, @Nullable Instant mended) {
    /** Creates a run by schedule. */
    public ActiveRun(Window window, String token, Instant started) {
      this(window, token, started, null);
    }
  }

  public AuditState {
    unreported = List.copyOf(unreported);
  }

  /** Creates the state of an audit that judged no mended log file. */
  public AuditState(
      String audit,
      Instant since,
      @Nullable Instant judgedUntil,
      @Nullable LocalDate caughtUp,
      @Nullable ActiveRun run,
      SeenRowSet seen,
      List<Finding> unreported) {
    this(audit, since, judgedUntil, caughtUp, run, seen, unreported, null);
  }

  /** Returns the state of an audit that never ran. */
  public static AuditState initial(String audit, Instant now) {
    return new AuditState(audit, now, null, null, null, new SeenRowSet(), List.of());
  }

  /** Returns the state with a claimed run. */
  public AuditState running(ActiveRun next) {
    return new AuditState(audit, since, judgedUntil, caughtUp, next, seen, unreported, mendedUntil);
  }

  /** Returns the state after a run that judged nothing; the next run judges the same events. */
  public AuditState abandoned() {
    return new AuditState(audit, since, judgedUntil, caughtUp, null, seen, unreported, mendedUntil);
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
    return new AuditState(audit, since, until, today, null, rows, findings, mendedUntil);
  }

  /**
   * Returns the state after an answered run over a mended log file.
   *
   * @param mended time at which the file became readable; null when the run left some rows
   */
  public AuditState judgedAgain(@Nullable Instant mended, SeenRowSet rows, List<Finding> findings) {
    return new AuditState(
        audit,
        since,
        judgedUntil,
        caughtUp,
        null,
        rows,
        findings,
        mended == null ? mendedUntil : mended);
  }

  /** Returns the state after its findings were reported. */
  public AuditState reported() {
    return new AuditState(audit, since, judgedUntil, caughtUp, run, seen, List.of(), mendedUntil);
  }
}
