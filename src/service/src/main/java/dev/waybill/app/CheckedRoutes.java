package dev.waybill.app;

import dev.waybill.camel.order.CustodyOrder;
import dev.waybill.camel.order.RouteRules;
import dev.waybill.camel.order.RouteWarnings;
import dev.waybill.custody.order.RouteProblem;
import dev.waybill.custody.order.StepProblem;
import dev.waybill.startup.StartupException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.main.Main;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routes of the home directory: they are loaded and checked before any of them starts. */
final class CheckedRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(CheckedRoutes.class);

  private final Main main;
  private final String location;
  private final RouteRules rules;

  /**
   * @param main the Camel main, configured not to start routes by itself
   */
  CheckedRoutes(Main main, Path home) {
    this.main = main;
    this.location = RouteFiles.pattern(home);
    this.rules = new RouteRules(location);
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
    stopAt(rules.missing(id -> main.getCamelContext().getRoute(id) != null));
    stopAt(rules.policy(model()));
    requireOrder();
    HookWiring.require(model());
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

  private static void stopAt(Collection<RouteProblem> problems) {
    Optional<RouteProblem> first = problems.stream().findFirst();
    if (first.isPresent()) {
      throw StartupException.configuration(first.get().toString());
    }
  }

  /** Fails when an older 20-seal would read objects whose digest S3 is trusted to state. */
  void requireServerDigest() {
    stopAt(rules.serverDigest(model()).stream().toList());
  }

  /** Fails when a step of custody could never succeed where an edited route has it. */
  private void requireOrder() {
    List<String> problems =
        CustodyOrder.problems(model()).stream().map(StepProblem::toString).toList();
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
