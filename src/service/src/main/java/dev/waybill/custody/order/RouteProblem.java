package dev.waybill.custody.order;

import org.jspecify.annotations.Nullable;

/**
 * Problem of the loaded routes.
 *
 * @param check name of the check
 * @param route id of the route; null when it concerns several
 * @param step id of the step; null when it concerns the route
 * @param problem the problem, as one line
 * @param fix change that resolves it
 */
public record RouteProblem(
    String check, @Nullable String route, @Nullable String step, String problem, String fix) {
  @Override
  public String toString() {
    return problem + "; " + fix;
  }
}
