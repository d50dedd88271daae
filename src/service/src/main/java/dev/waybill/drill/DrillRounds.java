package dev.waybill.drill;

import dev.waybill.alert.Report;
import dev.waybill.drill.DrillStore.Versioned;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drills of one state, one after the other. The state is stored after each step, so that another
 * process continues after a crash; a second leader does no harm, because a conditional write
 * decides each change.
 */
public final class DrillRounds {
  private static final Logger LOG = LoggerFactory.getLogger(DrillRounds.class);

  /** Limit of the steps of one call; a drill has fewer. */
  private static final int MAX_STEPS = 16;

  private final DrillStore store;
  private final DrillObjects objects;
  private final DrillSteps steps;
  private final DrillStatements statements;
  private final Clock clock;
  private @Nullable String reported;

  /** Begin of the next drill; returns the same state for none. */
  @FunctionalInterface
  public interface Begin extends BiFunction<DrillState, Instant, DrillState> {}

  /**
   * State after a round.
   *
   * @param state the state
   * @param reports findings and ends of findings
   */
  public record Round(DrillState state, List<Report> reports) {}

  public DrillRounds(
      DrillStore store,
      DrillObjects objects,
      DrillEvidence evidence,
      DrillStatements statements,
      Clock clock) {
    this.store = store;
    this.objects = objects;
    this.steps = new DrillSteps(objects, evidence);
    this.statements = statements;
    this.clock = clock;
  }

  /**
   * Makes the steps that are possible now. A drill that ended is reported by one round and put away
   * by the next one of this process, so that a crash in between repeats the report.
   *
   * @throws RuntimeException when the store cannot be reached, or the result cannot be stated
   */
  public synchronized Round run(Begin begin) {
    Versioned at = store.load();
    for (int step = 0; step < MAX_STEPS; step++) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      Drill drill = at.state().current();
      if (drill != null && drill.phase().isEnd() && !drill.id().equals(reported)) {
        reported = drill.id();
        return new Round(at.state(), new DrillFindings(drill.bucket()).of(drill, now));
      }
      DrillState next = drill == null ? begin.apply(at.state(), now) : next(at.state(), drill, now);
      Optional<Versioned> saved =
          next.equals(at.state()) ? Optional.empty() : store.save(next, at.eTag());
      if (saved.isEmpty()) {
        // Nothing to do now, or another process was first.
        break;
      }
      at = saved.get();
    }
    return new Round(at.state(), List.of());
  }

  private DrillState next(DrillState state, Drill drill, Instant now) {
    return drill.phase().isEnd() ? putAway(state, drill, now) : state.with(step(drill, now));
  }

  private Drill step(Drill drill, Instant now) {
    try {
      return steps.next(drill, now);
    } catch (RuntimeException e) {
      LOG.warn(
          "drill step failed drill={} phase={} cause=\"{}\"; retrying",
          drill.id(),
          drill.phase(),
          e.getMessage());
      LOG.debug("drill step failed", e);
      return DrillSteps.failed(drill, now, String.valueOf(e.getMessage()));
    }
  }

  private DrillState putAway(DrillState state, Drill drill, Instant now) {
    if (drill.phase() != DrillPhase.FAILED) {
      statements.publish(drill, now);
    }
    if (drill.phase() == DrillPhase.FOUND) {
      // What was not found is left for an operator to look at, until it expires.
      objects.remove(drill.version());
    }
    return state.ended(drill);
  }
}
