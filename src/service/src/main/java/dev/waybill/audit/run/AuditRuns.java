package dev.waybill.audit.run;

import dev.waybill.alert.Finding;
import dev.waybill.audit.LookBackPolicy;
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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Claims runs and keeps what came of them. Every step is one conditional write: after a crash at
 * any point the next run goes on from the last one, and of two services one gets each step.
 */
public final class AuditRuns {
  private static final Duration EARLY = Duration.ofSeconds(30);

  private final AuditStateStore states;
  private final LookBackPolicy reach;
  private final Takeover takeover;
  private final Duration lease;
  private final Clock clock;

  /**
   * @param lease after which a run that did not end is taken over, if not at once
   */
  public AuditRuns(
      AuditStateStore states,
      LookBackPolicy reach,
      Takeover takeover,
      Duration lease,
      Clock clock) {
    this.states = states;
    this.reach = reach;
    this.takeover = takeover;
    this.lease = lease;
    this.clock = clock;
  }

  /**
   * Claims the next run of an audit.
   *
   * @return empty when it is not due, or when somebody else has it
   * @throws RuntimeException when the states cannot be reached or read
   */
  public Optional<AuditRun> claim(AuditQuery query) {
    Optional<Versioned> kept = states.find(query.id());
    Instant now = clock.instant();
    AuditState state =
        kept.map(Versioned::state).orElseGet(() -> AuditState.begun(query.id(), now));
    if (!isDue(query, state, now)) {
      return Optional.empty();
    }
    ActiveRun work = next(query, state, now);
    return keep(query, work, state.running(work), kept.map(Versioned::version).orElse(null));
  }

  /** A tick that comes a little early is the next tick, not the last one again. */
  private boolean isDue(AuditQuery query, AuditState state, Instant now) {
    ActiveRun run = state.run();
    if (run != null) {
      return takeover.allows(run, lease, now);
    }
    Instant judgedUntil = state.judgedUntil();
    Duration early = shorter(query.schedule().dividedBy(10), EARLY);
    return judgedUntil == null
        || !state.untold().isEmpty()
        || !now.isBefore(judgedUntil.plus(query.schedule()).minus(early));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** A run taken over keeps its token: Athena answers with the query that is there already. */
  private ActiveRun next(AuditQuery query, AuditState state, Instant now) {
    ActiveRun run = state.run();
    return run == null
        ? new ActiveRun(
            reach.next(query.window(), state.judgedUntil(), state.caughtUp(), now),
            UUID.randomUUID().toString(),
            now)
        : new ActiveRun(run.window(), run.token(), now);
  }

  /**
   * Keeps that what was untold is told.
   *
   * @return empty when somebody else has the run now
   */
  public Optional<AuditRun> told(AuditRun run) {
    return keep(run.query(), run.work(), run.state().told(), run.version());
  }

  /** A judge of the run's rows, who knows those of earlier runs. */
  public RowJudge judge(AuditRun run) {
    SeenRowSet seen = run.state().seen().copy();
    seen.forgetBefore(reach.remembered(run.query().window(), run.window()));
    return new RowJudge(run, seen, clock.instant());
  }

  /**
   * Keeps what was judged, and what is to be told of it, in one step.
   *
   * @param more findings about the audit itself
   * @return empty when somebody else has the run now; its findings are theirs
   */
  public Optional<AuditRun> judged(AuditRun run, RowJudge judge, List<Finding> more) {
    List<Finding> findings = new ArrayList<>(judge.findings());
    findings.addAll(more);
    AuditState state =
        run.state()
            .judged(
                judgedUntil(run, judge),
                LookBackPolicy.day(clock.instant()),
                judge.seen(),
                findings);
    return keep(run.query(), run.work(), state, run.version());
  }

  /** What one run could not tell apart is judged by the next one, over the same events. */
  private static @Nullable Instant judgedUntil(AuditRun run, RowJudge judge) {
    return judge.leavesSome() ? run.state().judgedUntil() : run.window().until();
  }

  /** Gives up a run that judged nothing; the next one judges the same events. */
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
