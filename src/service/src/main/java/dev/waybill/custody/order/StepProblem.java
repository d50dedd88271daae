package dev.waybill.custody.order;

import org.jspecify.annotations.Nullable;

/**
 * Step that cannot succeed where a route has it.
 *
 * @param route id of the route
 * @param step id of the step; null when it has none
 * @param problem the call, and what it lacks
 */
public record StepProblem(String route, @Nullable String step, String problem) {
  @Override
  public String toString() {
    return "route " + route + ": the step " + step + " " + problem;
  }
}
