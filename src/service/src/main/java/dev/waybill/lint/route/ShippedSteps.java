package dev.waybill.lint.route;

import dev.waybill.lint.LintFinding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** Steps of the shipped routes of custody, each of which edited routes need as often. */
public final class ShippedSteps {
  private static final Pattern FILES =
      Pattern.compile("routes/(10-intake|15-backfill|20-seal|30-promote|90-errors)\\.camel\\.yaml");

  private final List<RouteEntry> needed;
  private final Set<String> others;

  /**
   * @param shipped text of the shipped files, by path
   */
  public ShippedSteps(Map<String, String> shipped) {
    others =
        shipped.keySet().stream()
            .filter(it -> !FILES.matcher(it).matches())
            .collect(Collectors.toUnmodifiableSet());
    Map<String, String> custody = new HashMap<>(shipped);
    custody.keySet().removeIf(it -> !FILES.matcher(it).matches());
    needed = new RouteSources(custody).entries().filter(it -> call(it) != null).toList();
  }

  /** Returns the steps that the routes lack. */
  public List<LintFinding> missing(RouteSources sources) {
    Map<String, Integer> left = new HashMap<>();
    sources
        .entries()
        .filter(it -> !others.contains(it.file()))
        .forEach(it -> count(left, call(it)));
    List<LintFinding> findings = new ArrayList<>();
    for (RouteEntry step : needed) {
      String call = String.valueOf(call(step));
      int remaining = left.merge(call, -1, Integer::sum);
      if (remaining < 0) {
        findings.add(finding(sources, step, call));
      }
    }
    return findings;
  }

  private static void count(Map<String, Integer> left, @Nullable String call) {
    if (call != null) {
      int unused = left.merge(call, 1, Integer::sum);
    }
  }

  private static LintFinding finding(RouteSources sources, RouteEntry step, String call) {
    Optional<RouteSources.Place> place = sources.place(step.route(), step.id());
    return LintFinding.warning(
        "shipped-step",
        place.map(RouteSources.Place::file).orElse(step.file()),
        place.map(RouteSources.Place::line).orElse(0),
        step.place(),
        "the routes of this release call " + call + " here, and these do not",
        "restore the step, or see what it does with routes lint --diff");
  }

  /** Returns the call of a bean or an endpoint; null when the entry is none. */
  private static @Nullable String call(RouteEntry entry) {
    boolean isCall = entry.key().equals("bean") || entry.key().equals("method");
    if (isCall && entry.value() instanceof MappingNode) {
      return entry.member("ref") + "." + entry.member("method");
    }
    String uri = EndpointChecks.uri(entry);
    if (uri == null) {
      return null;
    }
    String operation =
        RouteEntry.find(entry.owner(), "parameters") instanceof MappingNode parameters
            ? RouteEntry.text(RouteEntry.find(parameters, "operation"))
            : null;
    String address = uri.replaceFirst("[?].*", "");
    return operation == null ? address : address + " " + operation;
  }
}
