package dev.waybill.camel.order;

import dev.waybill.custody.hook.Hook;
import java.util.stream.Stream;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/** Routes of the operator that receive from the endpoint of a hook. */
public final class HookRoutes {
  private HookRoutes() {}

  /** Returns the routes of a hook; a correct configuration has at most one. */
  public static Stream<RouteDefinition> of(Hook hook, ModelCamelContext context) {
    return context.getRouteDefinitions().stream().filter(route -> receives(route, hook));
  }

  /** Returns true when a route receives from the endpoint of any hook. */
  static boolean isHook(RouteDefinition route) {
    return Stream.of(Hook.values()).anyMatch(hook -> receives(route, hook));
  }

  private static boolean receives(RouteDefinition route, Hook hook) {
    String input = route.getInput() == null ? "" : route.getInput().getEndpointUri();
    return input.replaceFirst("[?].*", "").replace("direct://", "direct:").equals(hook.uri());
  }
}
