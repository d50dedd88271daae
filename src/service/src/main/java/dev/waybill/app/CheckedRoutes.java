package dev.waybill.app;

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

/** The routes of the home directory: loaded, looked at, and only then started. */
final class CheckedRoutes {
  static final List<String> ROUTES = List.of("10-intake", "20-seal", "30-promote");
  private static final List<String> ALERTS =
      List.of("60-alert", "60-alert-tell", "60-alert-watch", "60-alert-route");
  private static final List<String> POLICY = List.of("90-errors-final", "90-errors-passing");

  private final Main main;
  private final String where;

  /**
   * @param main set up not to start routes by itself
   */
  CheckedRoutes(Main main, Path home) {
    this.main = main;
    this.where = RouteFiles.pattern(home);
  }

  /** Makes the context and reads the files; nothing runs yet. */
  void load() throws Exception {
    try {
      main.init();
    } catch (Exception e) {
      throw refusal(e);
    }
  }

  /** Starts the context, and then the routes if all are there. */
  void start() throws Exception {
    try {
      main.start();
    } catch (Exception e) {
      throw refusal(e);
    }
    requireRoutes();
    requireAlerts();
    requireTell();
    requirePolicy();
    leaveOut();
    main.getCamelContext().getRouteController().startAllRoutes();
  }

  /** All routes are started at once, also those that say that they are not to be. */
  private void leaveOut() throws Exception {
    CamelContext context = main.getCamelContext();
    for (RouteDefinition route : List.copyOf(model().getRouteDefinitions())) {
      String start = route.getAutoStartup();
      if (start != null && "false".equals(context.resolvePropertyPlaceholders(start))) {
        boolean unused = context.removeRoute(route.getId());
      }
    }
  }

  /** What an audit found would end where it was found. */
  private void requireTell() {
    if (main.getCamelContext().getRoute("50-audit") != null
        && main.getCamelContext().getRoute("50-audit-tell") == null) {
      throw StartupException.configuration(
          "the route 50-audit-tell is missing in "
              + where
              + ", and 50-audit needs it; put it back, or remove 50-audit.camel.yaml, too");
    }
  }

  /** What is given up, and a canary that fails, would tell nobody. */
  private void requireAlerts() {
    for (String id : ALERTS) {
      if (main.getCamelContext().getRoute(id) == null) {
        throw StartupException.configuration(
            "the route "
                + id
                + " is missing in "
                + where
                + ", and without it nobody is told what is wrong; put it back");
      }
    }
  }

  private void requireRoutes() {
    List<String> missing =
        ROUTES.stream().filter(id -> main.getCamelContext().getRoute(id) == null).toList();
    if (!missing.isEmpty()) {
      throw StartupException.configuration("the routes " + missing + " are missing in " + where);
    }
  }

  /** An older 20-seal would read what S3 is trusted with. */
  void requireServerDigest() {
    boolean asks =
        model().getRouteDefinitions().stream()
            .filter(route -> "20-seal".equals(route.getId()))
            .flatMap(route -> beans(route).stream())
            .anyMatch(it -> "serverDigest".equals(it.getRef()) && "head".equals(it.getMethod()));
    if (!asks) {
      throw StartupException.configuration(
          "waybill.digest.mode is server, but no step of the route 20-seal in "
              + where
              + " asks S3 (serverDigest.head); take 20-seal.camel.yaml of this release, or set the"
              + " mode to both");
    }
  }

  private static Collection<BeanDefinition> beans(RouteDefinition route) {
    return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), BeanDefinition.class);
  }

  /** Without it, what cannot be mended would come back until the queue gives up, unnamed. */
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
                + where
                + " must have it, in a routeConfiguration without an id");
      }
    }
  }

  /** Camel puts a configuration's handlers into each route that it applies to. */
  private static boolean handles(RouteDefinition route, String id) {
    return route.getOutputs().stream()
        .filter(OnExceptionDefinition.class::isInstance)
        .map(OptionalIdentifiedDefinition::getId)
        .anyMatch(id::equals);
  }

  private ModelCamelContext model() {
    return (ModelCamelContext) main.getCamelContext();
  }

  /** What is wrong with a route file as one line that names it; anything else as it is. */
  private Exception refusal(Exception failure) {
    String folder = where.substring(0, where.lastIndexOf('/') + 1);
    for (Throwable at = failure; at != null; at = at.getCause()) {
      String message = String.valueOf(at.getMessage());
      if (at instanceof FailedToCreateRouteException route) {
        return StartupException.configuration(
            where(route.getRouteId()) + ": " + reason(at), failure);
      }
      if (message.contains(folder)) {
        return StartupException.configuration("a route file cannot be read: " + message, failure);
      }
    }
    return failure;
  }

  /** Camel's own message repeats the whole route; what began it says enough. */
  private static String reason(Throwable failure) {
    Throwable at = failure;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return String.valueOf(at.getMessage());
  }

  private String where(@Nullable String routeId) {
    return model().getRouteDefinitions().stream()
        .filter(route -> Objects.equals(route.getId(), routeId))
        .map(RouteDefinition::getResource)
        .filter(Objects::nonNull)
        .map(resource -> resource.getLocation())
        .findFirst()
        .orElse(where);
  }
}
