package dev.waybill.camel.order;

import java.util.List;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

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

  /** Returns one line for each step that cannot succeed; empty for the shipped routes. */
  public static List<String> problems(ModelCamelContext context) {
    RouteWalk walk = new RouteWalk(context);
    for (RouteDefinition route : context.getRouteDefinitions()) {
      String input = route.getInput() == null ? "" : route.getInput().getEndpointUri();
      if (!input.startsWith("direct:") && !input.startsWith("seda:")) {
        walk.enter(route);
      }
    }
    return walk.problems();
  }
}
