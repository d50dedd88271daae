package dev.waybill.drill;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Stored state of the drills of one schedule.
 *
 * @param current the drill that is under way; null for none
 * @param lastKind kind of the last drill that ended; null before the first one
 * @param lastBegun begin of that drill; null before the first one
 * @param lastFound time of the last finding in time; null before the first one
 * @param lastTook time that the last drill took to be found; null when it was not found
 */
public record DrillState(
    @Nullable Drill current,
    @Nullable DrillKind lastKind,
    @Nullable Instant lastBegun,
    @Nullable Instant lastFound,
    @Nullable Duration lastTook) {
  /** State before the first drill. */
  static final DrillState NONE = new DrillState(null, null, null, null, null);

  /** Returns the state with another drill under way. */
  DrillState with(Drill drill) {
    return new DrillState(drill, lastKind, lastBegun, lastFound, lastTook);
  }

  /** Returns the state after the end of a drill. */
  DrillState ended(Drill drill) {
    DrillSighting sighting = drill.phase() == DrillPhase.FOUND ? drill.sighting() : null;
    return new DrillState(
        null,
        drill.kind(),
        drill.begunAt(),
        sighting == null ? lastFound : sighting.at(),
        drill.took());
  }

  /** Returns true when the next drill is to begin. */
  boolean isDue(Instant now, Duration every) {
    return current == null && (lastBegun == null || !now.isBefore(lastBegun.plus(every)));
  }
}
