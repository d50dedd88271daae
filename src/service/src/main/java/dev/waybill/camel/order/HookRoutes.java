package dev.waybill.camel.order;

import dev.waybill.custody.hook.Hook;
import dev.waybill.custody.order.RouteProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;

/** Routes of the operator that receive from the endpoint of a hook. */
public final class HookRoutes {
  private static final String BEAN = "hooks";

  private HookRoutes() {}

  /** Returns the routes of a hook; a correct configuration has at most one. */
  public static Stream<RouteDefinition> of(Hook hook, ModelCamelContext context) {
    return context.getRouteDefinitions().stream().filter(route -> receives(route, hook));
  }

  /** Returns true when a route receives from the endpoint of any hook. */
  static boolean isHook(RouteDefinition route) {
    return Stream.of(Hook.values()).anyMatch(hook -> receives(route, hook));
  }

  /** Returns one problem for each hook that two routes receive from, or that nothing calls. */
  public static List<RouteProblem> problems(ModelCamelContext context) {
    List<RouteProblem> problems = new ArrayList<>();
    for (Hook hook : Hook.values()) {
      List<String> routes = of(hook, context).map(RouteDefinition::getId).sorted().toList();
      if (routes.size() > 1) {
        problems.add(
            problem(
                routes.get(1),
                "the routes " + routes + " all receive from " + hook.uri(),
                "keep one, and have it call the others by endpoints of their own"));
      }
      if (routes.size() == 1 && !isCalled(hook, context)) {
        problems.add(
            problem(
                routes.get(0),
                "no step calls the hook "
                    + hook.uri()
                    + " of the route "
                    + routes.get(0)
                    + " (hooks."
                    + hook.label()
                    + ")",
                "take 10-intake.camel.yaml and 30-promote.camel.yaml of this release"));
      }
    }
    return problems;
  }

  private static RouteProblem problem(String route, String problem, String fix) {
    return new RouteProblem("hook", route, null, problem, fix);
  }

  private static boolean isCalled(Hook hook, ModelCamelContext context) {
    return context.getRouteDefinitions().stream()
        .map(
            route ->
                ProcessorDefinitionHelper.filterTypeInOutputs(
                    route.getOutputs(), BeanDefinition.class))
        .flatMap(Collection::stream)
        .anyMatch(it -> BEAN.equals(it.getRef()) && hook.label().equals(it.getMethod()));
  }

  private static boolean receives(RouteDefinition route, Hook hook) {
    String input = route.getInput() == null ? "" : route.getInput().getEndpointUri();
    return input.replaceFirst("[?].*", "").replace("direct://", "direct:").equals(hook.uri());
  }
}
