package dev.waybill.fixity.shape;

import java.time.Instant;
import java.util.List;

/**
 * Beginning of a run, from which its report is made.
 *
 * @param began time at which the listing began
 */
record ShapeTally(Instant began) {
  /** Returns the report of a run; finds the names of its suspects. */
  ShapeReport report(
      Instant ended,
      PhaseProgress listed,
      PhaseProgress read,
      EntryReading entries,
      SuspectList found,
      SuspectKeys keys,
      PartitionJoin join,
      SpillSpace space) {
    List<Suspect> suspects = keys.of(found.kept());
    return new ShapeReport(
        began,
        ended,
        listed.done(),
        listed.steps(),
        read.done(),
        entries.outside(),
        found.unsealed(),
        found.counts(),
        suspects,
        keys.vanished(),
        join.crowdedRows(),
        space.most());
  }
}
