package dev.waybill.lint.route;

import dev.waybill.lint.LintFinding;
import dev.waybill.settings.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** Checks of the form of the files: their length, their parts, and the ids of routes and steps. */
final class StructureChecks {
  private static final int MAX_LINES = 120;
  private static final Set<String> PARTS =
      Set.of("route", "routeTemplate", "routeConfiguration", "templatedRoute");
  private static final Set<String> WITH_ID =
      Set.of(
          "route",
          "routeTemplate",
          "templatedRoute",
          "bean",
          "to",
          "toD",
          "choice",
          "split",
          "loop",
          "filter",
          "doTry",
          "setBody",
          "threads",
          "multicast",
          "process",
          "wireTap");

  private final Map<String, String> texts;
  private final List<LintFinding> findings = new ArrayList<>();
  private final Map<String, RouteEntry> ids = new HashMap<>();

  StructureChecks(Map<String, String> texts) {
    this.texts = texts;
  }

  List<LintFinding> check(List<RouteTree> trees) {
    texts.forEach(this::length);
    for (RouteTree tree : trees) {
      tree.entries().forEach(this::entry);
    }
    return findings;
  }

  private void length(String file, String text) {
    long lines = text.lines().count();
    if (lines > MAX_LINES) {
      findings.add(
          LintFinding.warning(
              "length",
              file,
              MAX_LINES + 1,
              null,
              "the file has " + lines + " lines; a reader follows at most " + MAX_LINES,
              "move a route into a file of its own"));
    }
  }

  private void entry(RouteEntry entry) {
    if (entry.path().isEmpty()) {
      part(entry);
    }
    if (entry.key().equals("id") && isStep(entry)) {
      unique(entry);
    }
    boolean isTemplate = entry.path().contains("routeTemplate");
    if (WITH_ID.contains(entry.key()) && !isTemplate && isStep(entry)) {
      hasId(entry);
    }
    if (entry.key().equals("streamCache") && "true".equals(entry.text())) {
      findings.add(
          LintFinding.warning(
              "stream-cache",
              entry.file(),
              entry.line(),
              entry.place(),
              "stream caching holds a whole object on the heap",
              "set streamCache to \"false\""));
    }
  }

  private static boolean isStep(RouteEntry entry) {
    return !entry.path().contains("parameters") && !entry.path().contains("beans");
  }

  private void part(RouteEntry entry) {
    String key = entry.key();
    if (key.equals("beans")) {
      findings.add(
          LintFinding.warning(
              "beans",
              entry.file(),
              entry.line(),
              null,
              "the file creates objects of any class, which this check does not load",
              "use the beans of Waybill"));
    } else if (key.equals("onException")) {
      findings.add(
          LintFinding.error(
              "on-exception",
              entry.file(),
              entry.line(),
              null,
              "onException at the top of a file applies to the routes of this file in place of"
                  + " 90-errors",
              "move it into a routeConfiguration with an id, and name that id in the routes"));
    } else if (!PARTS.contains(key)) {
      findings.add(
          LintFinding.warning(
              "part",
              entry.file(),
              entry.line(),
              null,
              "\"" + key + "\" at the top of a file is no part that Waybill checks",
              "use route"
                  + new NearestName(PARTS)
                      .to(key)
                      .filter(it -> !it.equals("route"))
                      .map(it -> ", or " + it)
                      .orElse("")));
    }
  }

  private void unique(RouteEntry entry) {
    String id = String.valueOf(entry.text());
    RouteEntry earlier = ids.putIfAbsent(id, entry);
    if (earlier != null) {
      findings.add(
          LintFinding.error(
              "duplicate-id",
              entry.file(),
              entry.line(),
              entry.place(),
              "the id " + id + " is also at " + earlier.file() + ":" + earlier.line(),
              "give each route and step an id of its own"));
    }
  }

  /** A step in its short form, such as {@code to: direct:a}, has no place for an id. */
  private void hasId(RouteEntry entry) {
    if (entry.value() instanceof MappingNode
        && entry.member("id") == null
        && !entry.path().contains("expression")) {
      findings.add(
          LintFinding.warning(
              "missing-id",
              entry.file(),
              entry.line(),
              entry.place(),
              "the " + entry.key() + " has no id, so that logs and metrics cannot name it",
              "add an id that begins with that of the route"));
    }
  }
}
