package dev.waybill.audit.run;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Report;
import dev.waybill.audit.LookBackPolicy;
import dev.waybill.audit.Window;
import dev.waybill.audit.cases.AttackCases;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.state.AuditState;
import dev.waybill.audit.state.AuditState.ActiveRun;
import dev.waybill.audit.state.AuditStateStore;
import dev.waybill.audit.state.AuditStateStore.Versioned;
import dev.waybill.audit.state.SeenRowSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Claims and results of runs. Every step is one conditional write, so that the next run continues
 * after a crash at any point, and only one of several replicas takes each step.
 */
public final class AuditRuns {
  private static final Duration MAX_EARLY = Duration.ofSeconds(30);

  private final AuditStateStore states;
  private final LookBackPolicy lookBack;
  private final Takeover takeover;
  private final Duration lease;
  private final InspectedLogs logFiles;
  private final AttackCases cases;
  private final Clock clock;

  /**
   * @param lease time after which {@link Takeover#WHEN_OLD} takes over a run that did not end
   * @param logFiles log files that may have to be judged again
   * @param cases cases that tie the incidents of all audits
   */
  public AuditRuns(
      AuditStateStore states,
      LookBackPolicy lookBack,
      Takeover takeover,
      Duration lease,
      InspectedLogs logFiles,
      AttackCases cases,
      Clock clock) {
    this.states = states;
    this.lookBack = lookBack;
    this.takeover = takeover;
    this.lease = lease;
    this.logFiles = logFiles;
    this.cases = cases;
    this.clock = clock;
  }

  /**
   * Claims the next run of an audit.
   *
   * @return empty when the audit is not due, or when another replica has the run
   * @throws RuntimeException when the stored state is unreachable or unreadable
   */
  public Optional<AuditRun> claim(AuditQuery query) {
    Optional<Versioned> kept = states.find(query.id());
    Instant now = clock.instant();
    AuditState state =
        kept.map(Versioned::state).orElseGet(() -> AuditState.initial(query.id(), now));
    return next(query, state, now)
        .flatMap(
            work ->
                keep(query, work, state.running(work), kept.map(Versioned::version).orElse(null)));
  }

  /** Returns the run by schedule when it is due, otherwise the one over a mended log file. */
  private Optional<ActiveRun> next(AuditQuery query, AuditState state, Instant now) {
    if (isDue(query, state, now)) {
      return Optional.of(scheduled(query, state, now));
    }
    Instant last = state.mendedUntil();
    return state.run() != null
        ? Optional.empty()
        : logFiles
            .mendedAfter(last == null ? state.since() : last)
            .map(it -> again(query, it, now));
  }

  private static ActiveRun again(AuditQuery query, InspectedLogs.MendedFile file, Instant now) {
    Window span = file.window();
    Instant until = span.until().plus(query.window());
    Window window =
        new Window(
            span.from().minus(query.window()),
            until,
            span.filedUntil().isBefore(until) ? until : span.filedUntil());
    return new ActiveRun(window, UUID.randomUUID().toString(), now, file.at());
  }

  /** Tolerates a timer that fires a little early. */
  private boolean isDue(AuditQuery query, AuditState state, Instant now) {
    ActiveRun run = state.run();
    if (run != null) {
      return takeover.allows(run, lease, now);
    }
    Instant judgedUntil = state.judgedUntil();
    Duration early = shorter(query.schedule().dividedBy(10), MAX_EARLY);
    return judgedUntil == null
        || !state.unreported().isEmpty()
        || !now.isBefore(judgedUntil.plus(query.schedule()).minus(early));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** Keeps the token of a run that is taken over, so that Athena returns the existing query. */
  private ActiveRun scheduled(AuditQuery query, AuditState state, Instant now) {
    ActiveRun run = state.run();
    return run == null
        ? new ActiveRun(
            lookBack.next(query.window(), state.judgedUntil(), state.caughtUp(), now),
            UUID.randomUUID().toString(),
            now)
        : new ActiveRun(run.window(), run.token(), now, run.mended());
  }

  /**
   * Returns what to report before any other step: the run's findings, and the cases they are in.
   */
  public List<Report> reports(AuditRun run) {
    return cases.join(run.query(), run.unreported());
  }

  /**
   * Stores that the run's unreported findings are reported.
   *
   * @return empty when another replica has the run now
   */
  public Optional<AuditRun> reported(AuditRun run) {
    return keep(run.query(), run.work(), run.state().reported(), run.version());
  }

  /**
   * Returns a judge of the run's rows that knows the rows of earlier runs.
   *
   * @param newRows receives the rows that no earlier run judged, as values by column; never throws
   */
  public RowJudge judge(AuditRun run, Consumer<Map<String, String>> newRows) {
    SeenRowSet seen = run.state().seen().copy();
    Instant remembered = lookBack.rememberedSince(run.query().window(), run.window());
    seen.removeBefore(logFiles.unreadSince(remembered).minus(run.query().window()));
    return new RowJudge(run, seen, clock.instant(), newRows, logFiles::evidence);
  }

  /**
   * Stores the judged rows and the findings to report, in one write.
   *
   * @param more findings about the audit itself
   * @return empty when another replica has the run now and reports its findings
   */
  public Optional<AuditRun> judged(AuditRun run, RowJudge judge, List<Finding> more) {
    List<Finding> findings = new ArrayList<>(judge.findings());
    findings.addAll(more);
    AuditState state =
        run.work().mended() == null
            ? run.state()
                .judged(
                    judgedUntil(run, judge),
                    LookBackPolicy.day(clock.instant()),
                    judge.seen(),
                    findings)
            : run.state()
                .judgedAgain(
                    judge.hasIncidentsLeft() ? null : run.work().mended(), judge.seen(), findings);
    return keep(run.query(), run.work(), state, run.version());
  }

  /** Leaves the window open when incidents are left, so that the next run judges it again. */
  private static @Nullable Instant judgedUntil(AuditRun run, RowJudge judge) {
    return judge.hasIncidentsLeft() ? run.state().judgedUntil() : run.window().until();
  }

  /** Gives up a run that judged nothing; the next run judges the same events. */
  public void abandon(AuditRun run) {
    Optional<Versioned> unused = states.keep(run.state().abandoned(), run.version());
  }

  private Optional<AuditRun> keep(
      AuditQuery query, ActiveRun work, AuditState state, @Nullable String version) {
    return states
        .keep(state, version)
        .map(kept -> new AuditRun(query, work, kept.state(), kept.version()));
  }
}
