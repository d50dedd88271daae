package dev.waybill.camel.lint;

import dev.waybill.camel.order.CustodyOrder;
import dev.waybill.camel.order.RouteBeans;
import dev.waybill.camel.order.RouteProblem;
import dev.waybill.camel.order.RouteRules;
import dev.waybill.camel.order.RouteWarnings;
import dev.waybill.lint.LintFinding;
import dev.waybill.lint.route.RouteFacts;
import dev.waybill.lint.route.RouteSources;
import dev.waybill.lint.route.RouteSources.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/** Check of routes as Camel reads them. The context is never started. */
public final class RouteModel {
  private static final String FOLDER = "routes";
  private static final Pattern LINE = Pattern.compile("line[: ]+(\\d+)");

  private final Set<String> sinks;
  private final boolean byServer;

  /**
   * @param sinks names of the sinks of alerts that are configured
   * @param byServer true when S3 is trusted to state digests
   */
  public RouteModel(Set<String> sinks, boolean byServer) {
    this.sinks = Set.copyOf(sinks);
    this.byServer = byServer;
  }

  /**
   * Checks the files, as YAML and as Camel reads them.
   *
   * @param placeholders accepts a key that has a value
   * @param secrets keys whose values routes do not get
   */
  public List<LintFinding> check(
      RouteSources sources, Predicate<String> placeholders, Set<String> secrets) {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      List<LintFinding> findings =
          new ArrayList<>(
              sources.check(
                  new RouteFacts(
                      RouteBeans.CALLED,
                      RouteBeans.REFERRED,
                      placeholders,
                      secrets,
                      CamelNames::hasLanguage,
                      scheme -> CamelNames.options(context, scheme))));
      findings.addAll(load(context, sources.loadable()));
      findings.addAll(model(context, sources));
      return findings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the files together, and one by one when one of them is not accepted. */
  private static List<LintFinding> load(DefaultCamelContext context, Map<String, String> files) {
    List<LintFinding> findings = new ArrayList<>();
    List<Resource> accepted = new ArrayList<>();
    files.forEach(
        (file, text) -> {
          Resource resource = ResourceHelper.fromString(file, text);
          Optional<LintFinding> problem = problem(file, resource);
          problem.ifPresentOrElse(findings::add, () -> accepted.add(resource));
        });
    try {
      PluginHelper.getRoutesLoader(context).loadRoutes(accepted);
    } catch (Exception e) {
      findings.add(
          LintFinding.error("camel", null, 0, null, "Camel rejects the routes: " + reason(e), ""));
    }
    return findings;
  }

  private static Optional<LintFinding> problem(String file, Resource resource) {
    try (DefaultCamelContext alone = new DefaultCamelContext()) {
      PluginHelper.getRoutesLoader(alone).loadRoutes(resource);
      return Optional.empty();
    } catch (Exception e) {
      return Optional.of(
          LintFinding.error("camel", file, line(e), null, "Camel rejects it: " + reason(e), ""));
    }
  }

  private static int line(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      Matcher line = LINE.matcher(String.valueOf(at.getMessage()));
      if (line.find()) {
        return Integer.parseInt(line.group(1));
      }
    }
    return 0;
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage())
        .lines()
        .map(String::strip)
        .filter(it -> !it.isEmpty() && !it.contains("^"))
        .findFirst()
        .orElse(root.getClass().getSimpleName());
  }

  private List<LintFinding> model(DefaultCamelContext context, RouteSources sources) {
    List<LintFinding> findings = new ArrayList<>();
    RouteRules rules = new RouteRules(FOLDER);
    Predicate<String> exists = id -> context.getRouteDefinition(id) != null;
    List<RouteProblem> problems = new ArrayList<>(rules.missing(exists));
    RouteRules.missingSinks(exists, sinks).ifPresent(problems::add);
    problems.addAll(rules.policyOfQueues(context));
    if (byServer && exists.test("20-seal")) {
      rules.serverDigest(context).ifPresent(problems::add);
    }
    CustodyOrder.problems(context, RouteBeans.CALLED::get)
        .forEach(
            it ->
                problems.add(
                    new RouteProblem(
                        "order",
                        it.route(),
                        it.step(),
                        "the step " + it.problem(),
                        "restore the order of the shipped routes")));
    problems.forEach(it -> findings.add(finding(sources, it, true)));
    RouteWarnings.of(context).forEach(it -> findings.add(finding(sources, it, false)));
    return findings;
  }

  private static LintFinding finding(RouteSources sources, RouteProblem problem, boolean isError) {
    @Nullable Place place = sources.place(problem.route(), problem.step()).orElse(null);
    String file = place == null ? FOLDER : place.file();
    int line = place == null ? 0 : place.line();
    String id = RouteSources.id(problem.route(), problem.step());
    return isError
        ? LintFinding.error(problem.check(), file, line, id, problem.problem(), problem.fix())
        : LintFinding.warning(problem.check(), file, line, id, problem.problem(), problem.fix());
  }
}
