package dev.waybill.camel.lint;

import dev.waybill.camel.order.CustodyOrder;
import dev.waybill.camel.order.HookRoutes;
import dev.waybill.camel.order.RouteRules;
import dev.waybill.camel.order.RouteWarnings;
import dev.waybill.custody.order.RouteProblem;
import dev.waybill.lint.LintFinding;
import dev.waybill.lint.route.RouteFacts;
import dev.waybill.lint.route.RouteSources;
import dev.waybill.lint.route.RouteSources.Place;
import dev.waybill.lint.route.ShippedSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

  private final Map<String, Class<?>> called;
  private final Set<String> referred;
  private final Set<String> sinks;
  private final boolean byServer;
  private final ShippedSteps shipped;

  /**
   * @param called beans whose methods routes call, with their class
   * @param referred beans that endpoints and steps refer to
   * @param sinks names of the sinks of alerts that are configured
   * @param byServer true when S3 is trusted to state digests
   * @param shipped the routes of this release, text by path
   */
  public RouteModel(
      Map<String, Class<?>> called,
      Set<String> referred,
      Set<String> sinks,
      boolean byServer,
      Map<String, String> shipped) {
    this.called = Map.copyOf(called);
    this.referred = Set.copyOf(referred);
    this.shipped = new ShippedSteps(shipped);
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
    Map<String, String> files = sources.loadable();
    List<LintFinding> findings = new ArrayList<>(shipped.missing(sources));
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      findings.addAll(sources.check(facts(context, placeholders, secrets)));
      load(context, files);
      findings.addAll(model(context, sources));
    } catch (Exception e) {
      Map<String, LintFinding> rejected = rejected(files);
      findings.addAll(rejected.values());
      findings.addAll(acceptedOnly(sources, files, rejected, e));
    }
    return findings;
  }

  private RouteFacts facts(
      DefaultCamelContext context, Predicate<String> placeholders, Set<String> secrets) {
    return new RouteFacts(
        called,
        referred,
        placeholders,
        secrets,
        CamelNames::hasLanguage,
        scheme -> CamelNames.options(context, scheme));
  }

  /** Reads the files together, as a start does, so that configurations reach each route. */
  private static void load(DefaultCamelContext context, Map<String, String> files)
      throws Exception {
    List<Resource> resources = new ArrayList<>();
    files.forEach((file, text) -> resources.add(ResourceHelper.fromString(file, text)));
    PluginHelper.getRoutesLoader(context).loadRoutes(resources);
  }

  /** Returns the files that Camel does not accept, each with its reason. */
  private static Map<String, LintFinding> rejected(Map<String, String> files) {
    Map<String, LintFinding> rejected = new TreeMap<>();
    files.forEach(
        (file, text) -> {
          try (DefaultCamelContext alone = new DefaultCamelContext()) {
            load(alone, Map.of(file, text));
          } catch (Exception e) {
            rejected.put(
                file,
                LintFinding.error(
                    "camel", file, line(e), null, "Camel rejects it: " + reason(e), ""));
          }
        });
    return rejected;
  }

  /** Checks the rules of the other files, so that one bad file does not hide their problems. */
  private List<LintFinding> acceptedOnly(
      RouteSources sources,
      Map<String, String> files,
      Map<String, LintFinding> rejected,
      Exception together) {
    Map<String, String> accepted = new TreeMap<>(files);
    accepted.keySet().removeAll(rejected.keySet());
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      load(context, accepted);
      return model(context, sources);
    } catch (Exception e) {
      String reason = reason(rejected.isEmpty() ? together : e);
      return List.of(
          LintFinding.error("camel", null, 0, null, "Camel rejects the routes: " + reason, ""));
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
    problems.addAll(HookRoutes.problems(context));
    if (byServer && exists.test("20-seal")) {
      rules.serverDigest(context).ifPresent(problems::add);
    }
    CustodyOrder.problems(context, called::get)
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
