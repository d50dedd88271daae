package dev.waybill.camel.order;

import dev.waybill.custody.order.RouteProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;

/**
 * Rules of the routes as a whole, which the start and the check before it share.
 *
 * @param location folder of the routes, for messages
 */
public record RouteRules(String location) {
  /** Routes without which no object is taken into custody. */
  public static final List<String> CUSTODY = List.of("10-intake", "20-seal", "30-promote");

  private static final String INTAKE = "10-intake";

  private static final List<String> ALERTS =
      List.of("60-alert", "60-alert-tell", "60-alert-watch", "60-alert-route");
  private static final List<String> POLICY = List.of("90-errors-final", "90-errors-passing");
  private static final String QUEUE = "aws2-sqs:";

  /**
   * Returns the routes of custody that a replica runs.
   *
   * @param isReceiving true when it receives notifications
   */
  public static List<String> custody(boolean isReceiving) {
    return CUSTODY.stream().filter(it -> isReceiving || !it.equals(INTAKE)).toList();
  }

  /**
   * Returns the routes that are missing, the most important first.
   *
   * @param exists accepts the id of a route that exists
   */
  public List<RouteProblem> missing(Predicate<String> exists) {
    List<RouteProblem> problems = new ArrayList<>();
    List<String> custody = CUSTODY.stream().filter(exists.negate()).toList();
    if (!custody.isEmpty()) {
      problems.add(
          missing("the routes " + custody + " are missing in " + location, "restore them"));
    }
    ALERTS.stream()
        .filter(exists.negate())
        .forEach(
            id ->
                problems.add(
                    missing(
                        "the route "
                            + id
                            + " is missing in "
                            + location
                            + ", and no alert is raised without it",
                        "restore it")));
    if (exists.test("50-audit") && !exists.test("50-audit-tell")) {
      problems.add(
          missing(
              "the route 50-audit-tell is missing in " + location + ", and 50-audit needs it",
              "restore it, or remove 50-audit.camel.yaml as well"));
    }
    return problems;
  }

  /**
   * Returns the problem of routes of sinks that are missing, because alerts would be lost.
   *
   * @param exists accepts the id of a route that exists
   * @param sinks names of the sinks that are configured
   */
  public static Optional<RouteProblem> missingSinks(
      Predicate<String> exists, Collection<String> sinks) {
    List<String> needed = new ArrayList<>(List.of("60-alert-route", "60-alert-again"));
    sinks.stream().sorted().forEach(it -> needed.add("60-alert-" + it));
    List<String> missing = needed.stream().filter(exists.negate()).toList();
    return exists.test("60-alert") && !missing.isEmpty()
        ? Optional.of(
            missing(
                "the routes " + missing + " are missing, and 60-alert needs them",
                "put their files back"))
        : Optional.empty();
  }

  private static RouteProblem missing(String problem, String fix) {
    return new RouteProblem("required-route", null, null, problem, fix);
  }

  /** Returns the routes of custody without the error policy, which names every final failure. */
  public List<RouteProblem> policy(ModelCamelContext context) {
    return policy(context, RouteRules::isCustody);
  }

  /** Returns the routes of custody and of any queue without the error policy. */
  public List<RouteProblem> policyOfQueues(ModelCamelContext context) {
    return policy(
        context,
        route ->
            isCustody(route)
                || (route.getInput() != null
                    && route.getInput().getEndpointUri().startsWith(QUEUE)));
  }

  private static boolean isCustody(RouteDefinition route) {
    return CUSTODY.contains(String.valueOf(route.getRouteId()));
  }

  private List<RouteProblem> policy(ModelCamelContext context, Predicate<RouteDefinition> needs) {
    List<RouteProblem> problems = new ArrayList<>();
    for (RouteDefinition route : context.getRouteDefinitions()) {
      List<String> missing = POLICY.stream().filter(id -> !handles(route, id)).toList();
      if (needs.test(route) && !missing.isEmpty()) {
        problems.add(
            new RouteProblem(
                "error-policy",
                route.getRouteId(),
                null,
                "the error policy "
                    + missing
                    + " does not apply to the route "
                    + route.getRouteId(),
                "90-errors.camel.yaml in "
                    + location
                    + " must define it, in a routeConfiguration without an id"));
      }
    }
    return problems;
  }

  /** Camel copies the handlers of a configuration into each route that it applies to. */
  private static boolean handles(RouteDefinition route, String id) {
    return route.getOutputs().stream()
        .filter(OnExceptionDefinition.class::isInstance)
        .map(OptionalIdentifiedDefinition::getId)
        .anyMatch(id::equals);
  }

  /** Returns the problem of an older 20-seal, which would read what S3 is trusted to state. */
  public Optional<RouteProblem> serverDigest(ModelCamelContext context) {
    boolean asksS3 =
        context.getRouteDefinitions().stream()
            .filter(route -> "20-seal".equals(route.getRouteId()))
            .flatMap(route -> beans(route).stream())
            .anyMatch(it -> "serverDigest".equals(it.getRef()) && "head".equals(it.getMethod()));
    return asksS3
        ? Optional.empty()
        : Optional.of(
            new RouteProblem(
                "server-digest",
                "20-seal",
                null,
                "waybill.digest.mode is server, but no step of the route 20-seal in "
                    + location
                    + " asks S3 (serverDigest.head)",
                "take 20-seal.camel.yaml of this release, or set the mode to both"));
  }

  private static Collection<BeanDefinition> beans(RouteDefinition route) {
    return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), BeanDefinition.class);
  }
}
