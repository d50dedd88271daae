package dev.waybill.lint.route;

import dev.waybill.lint.LintFinding;
import dev.waybill.lint.route.RouteFacts.EndpointOptions;
import dev.waybill.settings.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Checks of endpoints: the component, its options, and a consumer for each internal address. */
final class EndpointChecks {
  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):.*", 32);

  /** Steps whose value, or whose member {@code uri}, is an endpoint. */
  private static final Set<String> STEPS =
      Set.of("from", "to", "toD", "wireTap", "interceptSendToEndpoint", "poll");

  private static final Set<String> INTERNAL = Set.of("direct", "seda");

  /** Components that run programs, scripts or templates that a message can bring along. */
  private static final Set<String> EXECUTING =
      Set.of("exec", "language", "bean", "class", "script", "xslt", "dataset", "controlbus", "ref");

  private final RouteFacts facts;
  private final List<LintFinding> findings = new ArrayList<>();
  private final Map<String, RouteEntry> consumers = new HashMap<>();
  private final Map<RouteEntry, String> producers = new LinkedHashMap<>();

  EndpointChecks(RouteFacts facts) {
    this.facts = facts;
  }

  List<LintFinding> check(List<RouteEntry> entries) {
    for (RouteEntry entry : entries) {
      String uri = uri(entry);
      if (uri != null) {
        endpoint(entry, uri);
      }
    }
    producers.forEach(this::requireConsumer);
    return findings;
  }

  /** Returns the address of an endpoint; null when the entry is none. */
  static @Nullable String uri(RouteEntry entry) {
    if (entry.path().contains("parameters") || entry.path().contains("beans")) {
      return null;
    }
    if (entry.key().equals("uri")) {
      return entry.text();
    }
    return STEPS.contains(entry.key()) ? entry.text() : null;
  }

  private void endpoint(RouteEntry entry, String uri) {
    Matcher matcher = SCHEME.matcher(uri);
    if (uri.startsWith("{{") || !matcher.matches()) {
      report(
          entry,
          "component",
          "the address " + uri + " does not begin with a component",
          "begin it with one, such as direct:");
      return;
    }
    String scheme = matcher.group(1);
    if (EXECUTING.contains(scheme)) {
      report(
          entry,
          "component",
          "the component " + scheme + " runs, creates or calls what a text names",
          "use a step of a bean");
      return;
    }
    Optional<EndpointOptions> options = facts.endpoints().apply(scheme);
    if (options.isEmpty()) {
      report(
          entry,
          "component",
          "the program has no component " + scheme,
          "use a component of the shipped routes; docs/how-to/check-before-it-runs.md lists them");
      return;
    }
    names(entry, uri).forEach(name -> option(entry, scheme, name, options.get()));
    if (INTERNAL.contains(scheme)) {
      internal(entry, uri.replaceFirst("[?].*", "").replace("://", ":"));
    }
  }

  private static List<String> names(RouteEntry entry, String uri) {
    List<String> names = new ArrayList<>();
    int query = uri.indexOf('?');
    if (query >= 0) {
      for (String pair : uri.substring(query + 1).split("&", -1)) {
        names.add(pair.replaceFirst("=.*", ""));
      }
    }
    if (entry.key().equals("uri")
        && RouteEntry.find(entry.owner(), "parameters") instanceof MappingNode parameters) {
      for (NodeTuple tuple : parameters.getValue()) {
        names.add(String.valueOf(RouteEntry.text(tuple.getKeyNode())));
      }
    }
    return names;
  }

  private void option(RouteEntry entry, String scheme, String name, EndpointOptions options) {
    if (!options.accepts(name)) {
      report(
          entry,
          "endpoint-option",
          "the component " + scheme + " has no option " + name,
          new NearestName(options.names())
              .to(name)
              .map(it -> "did you mean " + it + "?")
              .orElse("remove it"));
    }
  }

  private void internal(RouteEntry entry, String address) {
    boolean isConsumer = entry.key().equals("from") || entry.parent().equals("from");
    if (!isConsumer) {
      producers.put(entry, address);
      return;
    }
    RouteEntry earlier = consumers.putIfAbsent(address, entry);
    if (earlier != null && address.startsWith("direct:")) {
      report(
          entry,
          "direct",
          address + " is already received at " + earlier.file() + ":" + earlier.line(),
          "give one of the routes another address");
    }
  }

  private void requireConsumer(RouteEntry entry, String address) {
    if (!consumers.containsKey(address) && address.indexOf('{') < 0 && address.indexOf('$') < 0) {
      report(
          entry,
          "direct",
          "no route receives from " + address,
          new NearestName(consumers.keySet())
              .to(address)
              .map(it -> "did you mean " + it + ", or is the file of the route missing?")
              .orElse("add a route from " + address + ", or restore its file"));
    }
  }

  private void report(RouteEntry entry, String check, String problem, String fix) {
    findings.add(LintFinding.error(check, entry.file(), entry.line(), entry.place(), problem, fix));
  }
}
