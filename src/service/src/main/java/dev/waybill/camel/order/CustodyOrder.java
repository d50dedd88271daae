package dev.waybill.camel.order;

import dev.waybill.custody.order.StepProblem;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Check that the steps of edited routes are in an order in which custody can succeed.
 *
 * <p>Each step is followed from every route that receives messages, through {@code direct:}
 * endpoints. A step that takes what no earlier step gives is a problem. After a step that the check
 * cannot follow, such as a dynamic endpoint, every later step is accepted; the types of the steps
 * still reject a wrong order when an object passes.
 */
public final class CustodyOrder {
  private CustodyOrder() {}

  /** Returns the steps that cannot succeed, with the beans of the context. */
  public static List<StepProblem> problems(ModelCamelContext context) {
    return problems(context, StepContracts.classes(context.getRegistry()));
  }

  /**
   * Returns the steps that cannot succeed; empty for the shipped routes.
   *
   * @param beans class of a bean by its name; null when there is none
   */
  public static List<StepProblem> problems(
      ModelCamelContext context, Function<String, @Nullable Class<?>> beans) {
    RouteWalk walk = new RouteWalk(context, beans);
    for (RouteDefinition route : context.getRouteDefinitions()) {
      String input = route.getInput() == null ? "" : route.getInput().getEndpointUri();
      // Hooks are called in exchanges of their own, which hold no object.
      boolean called = input.startsWith("direct:") || input.startsWith("seda:");
      if (!called || HookRoutes.isHook(route)) {
        walk.enter(route);
      }
    }
    return walk.problems();
  }
}
