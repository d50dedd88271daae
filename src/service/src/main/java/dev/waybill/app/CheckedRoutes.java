package dev.waybill.app;

import dev.waybill.camel.order.CustodyOrder;
import dev.waybill.startup.StartupException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.main.Main;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routes of the home directory: they are loaded and checked before any of them starts. */
final class CheckedRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(CheckedRoutes.class);
  static final List<String> ROUTES = List.of("10-intake", "20-seal", "30-promote");
  private static final List<String> ALERTS =
      List.of("60-alert", "60-alert-tell", "60-alert-watch", "60-alert-route");
  private static final List<String> POLICY = List.of("90-errors-final", "90-errors-passing");

  private final Main main;
  private final String location;

  /**
   * @param main the Camel main, configured not to start routes by itself
   */
  CheckedRoutes(Main main, Path home) {
    this.main = main;
    this.location = RouteFiles.pattern(home);
  }

  /** Creates the context and reads the files, without starting a route. */
  void load() throws Exception {
    try {
      main.init();
    } catch (Exception e) {
      throw startupFailure(e);
    }
  }

  /** Starts the context, and then the routes when all required ones exist. */
  void start() throws Exception {
    try {
      main.start();
    } catch (Exception e) {
      throw startupFailure(e);
    }
    requireRoutes();
    requireAlerts();
    requireAuditAlerts();
    requirePolicy();
    requireOrder();
    RouteWarnings.of(model()).forEach(warning -> LOG.warn("{}", warning));
    removeDisabled();
    main.getCamelContext().getRouteController().startAllRoutes();
  }

  /** Removes routes with autoStartup=false, because all remaining routes are started at once. */
  private void removeDisabled() throws Exception {
    CamelContext context = main.getCamelContext();
    for (RouteDefinition route : List.copyOf(model().getRouteDefinitions())) {
      String start = route.getAutoStartup();
      if (start != null && "false".equals(context.resolvePropertyPlaceholders(start))) {
        boolean unused = context.removeRoute(route.getId());
      }
    }
  }

  /** Fails when findings of audits would not reach an alert. */
  private void requireAuditAlerts() {
    if (main.getCamelContext().getRoute("50-audit") != null
        && main.getCamelContext().getRoute("50-audit-tell") == null) {
      throw StartupException.configuration(
          "the route 50-audit-tell is missing in "
              + location
              + ", and 50-audit needs it; restore it, or remove 50-audit.camel.yaml as well");
    }
  }

  /** Fails when rejected objects and failed canaries would not reach an alert. */
  private void requireAlerts() {
    for (String id : ALERTS) {
      if (main.getCamelContext().getRoute(id) == null) {
        throw StartupException.configuration(
            "the route "
                + id
                + " is missing in "
                + location
                + ", and no alert is raised without it; restore it");
      }
    }
  }

  private void requireRoutes() {
    List<String> missing =
        ROUTES.stream().filter(id -> main.getCamelContext().getRoute(id) == null).toList();
    if (!missing.isEmpty()) {
      throw StartupException.configuration("the routes " + missing + " are missing in " + location);
    }
  }

  /** Fails when an older 20-seal would read objects whose digest S3 is trusted to state. */
  void requireServerDigest() {
    boolean asksS3 =
        model().getRouteDefinitions().stream()
            .filter(route -> "20-seal".equals(route.getId()))
            .flatMap(route -> beans(route).stream())
            .anyMatch(it -> "serverDigest".equals(it.getRef()) && "head".equals(it.getMethod()));
    if (!asksS3) {
      throw StartupException.configuration(
          "waybill.digest.mode is server, but no step of the route 20-seal in "
              + location
              + " asks S3 (serverDigest.head); take 20-seal.camel.yaml of this release, or set the"
              + " mode to both");
    }
  }

  private static Collection<BeanDefinition> beans(RouteDefinition route) {
    return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), BeanDefinition.class);
  }

  /** Fails without the error policy, which names the reason of every permanent failure. */
  private void requirePolicy() {
    for (RouteDefinition route : model().getRouteDefinitions()) {
      List<String> missing = POLICY.stream().filter(id -> !handles(route, id)).toList();
      if (ROUTES.contains(route.getId()) && !missing.isEmpty()) {
        throw StartupException.configuration(
            "the error policy "
                + missing
                + " does not apply to the route "
                + route.getId()
                + "; 90-errors.camel.yaml in "
                + location
                + " must define it, in a routeConfiguration without an id");
      }
    }
  }

  /** Camel copies the handlers of a configuration into each route that it applies to. */
  private static boolean handles(RouteDefinition route, String id) {
    return route.getOutputs().stream()
        .filter(OnExceptionDefinition.class::isInstance)
        .map(OptionalIdentifiedDefinition::getId)
        .anyMatch(id::equals);
  }

  /** Fails when a step of custody could never succeed where an edited route has it. */
  private void requireOrder() {
    List<String> problems = CustodyOrder.problems(model());
    if (!problems.isEmpty()) {
      throw StartupException.configuration(
          "the routes in "
              + location
              + " cannot take an object into custody: "
              + String.join("; also ", problems)
              + "; restore the order of the shipped routes");
    }
  }

  private ModelCamelContext model() {
    return (ModelCamelContext) main.getCamelContext();
  }

  /**
   * Returns a failure that names the route file in one line; any other failure is returned as is.
   */
  private Exception startupFailure(Exception failure) {
    String folder = location.substring(0, location.lastIndexOf('/') + 1);
    for (Throwable at = failure; at != null; at = at.getCause()) {
      String message = String.valueOf(at.getMessage());
      if (at instanceof FailedToCreateRouteException route) {
        return StartupException.configuration(
            file(route.getRouteId()) + ": " + reason(at), failure);
      }
      if (message.contains(folder)) {
        return StartupException.configuration("a route file cannot be read: " + message, failure);
      }
    }
    return failure;
  }

  /** Returns the message of the root cause; Camel's own message repeats the whole route. */
  private static String reason(Throwable failure) {
    Throwable at = failure;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return String.valueOf(at.getMessage());
  }

  private String file(@Nullable String routeId) {
    return model().getRouteDefinitions().stream()
        .filter(route -> Objects.equals(route.getId(), routeId))
        .map(RouteDefinition::getResource)
        .filter(Objects::nonNull)
        .map(resource -> resource.getLocation())
        .findFirst()
        .orElse(location);
  }
}
