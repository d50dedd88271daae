package dev.waybill.fixity.plan;

import org.jspecify.annotations.Nullable;

/**
 * Outcome of one run of the planner, for metrics and for the command that waits for it.
 *
 * @param state state of the planner
 * @param plan the plan in force; null before there is one
 * @param progress progress of the cycle
 * @param rate work and time that are left; null while states are read
 * @param strip coverage along the log; without cells while states are read
 * @param counted number of results that were counted
 * @param sent number of tasks that were given out
 * @param inFlight number of tasks without a result
 */
public record PlannerStatus(
    State state,
    @Nullable FixityPlan plan,
    CycleProgress progress,
    @Nullable BurnRate rate,
    CoverageStrip strip,
    int counted,
    int sent,
    int inFlight) {
  /** States of a planner. */
  public enum State {
    /** Nothing is logged yet, or another leader has changed the plan. */
    WAITING,
    /** States of slices are being read. */
    LOADING,
    /** Work is given out. */
    WORKING
  }
}
