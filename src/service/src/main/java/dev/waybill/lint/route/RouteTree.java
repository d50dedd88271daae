package dev.waybill.lint.route;

import dev.waybill.lint.LintFinding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Members of a route file in the order of the file, and the problems of its YAML. */
final class RouteTree {
  private static final String CHECK = "yaml";
  private static final int MAX_CHARACTERS = 1 << 18;
  private static final int MAX_DEPTH = 100;

  /** Keys whose value has an id that names a route. */
  private static final Set<String> ROUTES =
      Set.of("route", "routeTemplate", "routeConfiguration", "templatedRoute");

  private final String file;
  private final List<RouteEntry> entries = new ArrayList<>();
  private final List<LintFinding> findings = new ArrayList<>();
  private final Set<Node> visited = Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable SequenceNode top;

  private RouteTree(String file) {
    this.file = file;
  }

  /** Reads a file; the result holds what could be read. */
  static RouteTree of(String file, String text) {
    RouteTree tree = new RouteTree(file);
    tree.read(text);
    return tree;
  }

  List<RouteEntry> entries() {
    return List.copyOf(entries);
  }

  List<LintFinding> findings() {
    return List.copyOf(findings);
  }

  /** Returns true when the file is a list of routes and their like. */
  boolean isReadable() {
    return top != null;
  }

  /** Returns the parts at the top of the file. */
  List<Node> parts() {
    return top == null ? List.of() : List.copyOf(top.getValue());
  }

  private void read(String text) {
    if (text.length() > MAX_CHARACTERS) {
      report(0, "the file is longer than " + MAX_CHARACTERS + " characters", "split it");
      return;
    }
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(file).setMaxAliasesForCollections(0).build();
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isPresent() && root.get() instanceof SequenceNode list) {
        visit(list, List.of(), null, null);
        top = findings.isEmpty() ? list : null;
      } else {
        report(1, "the file is not a list of routes", "begin each route with \"- route:\"");
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(it -> it.getLine() + 1).orElse(0);
      report(line, "the YAML cannot be parsed: " + oneLine(e.getProblem()), "");
    } catch (YamlEngineException e) {
      report(0, "the YAML cannot be parsed: " + oneLine(e.getMessage()), "");
    } catch (StackOverflowError e) {
      report(0, "the YAML is nested too deeply", "");
    }
  }

  private static String oneLine(@Nullable String message) {
    return String.valueOf(message).replaceAll("\\s+", " ").strip();
  }

  private void report(int line, String problem, String fix) {
    findings.add(LintFinding.error(CHECK, file, line, null, problem, fix));
  }

  private void visit(Node node, List<String> path, @Nullable String route, @Nullable String id) {
    if (!(node instanceof SequenceNode) && !(node instanceof MappingNode)) {
      return;
    }
    if (!visited.add(node) || path.size() > MAX_DEPTH) {
      report(line(node), "the file uses an alias or is nested too deeply", "write the steps out");
    } else if (node instanceof SequenceNode list) {
      list.getValue().forEach(it -> visit(it, path, route, id));
    } else if (node instanceof MappingNode mapping) {
      members(mapping, path, route, id);
    }
  }

  private void members(
      MappingNode mapping, List<String> path, @Nullable String outerRoute, @Nullable String outer) {
    String own = isStep(path) ? id(mapping) : null;
    String id = own == null ? outer : own;
    boolean isRoute = !path.isEmpty() && ROUTES.contains(path.get(path.size() - 1));
    String route = isRoute && path.size() == 1 ? own : outerRoute;
    Set<String> keys = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = RouteEntry.text(tuple.getKeyNode());
      int line = line(tuple.getKeyNode());
      if (key == null || !keys.add(key)) {
        report(line, key == null ? "a key is not a text" : key + " is given twice", "remove one");
        continue;
      }
      Node value = tuple.getValueNode();
      String step = isStep(path) && value instanceof MappingNode named ? id(named) : null;
      String nearest = step == null ? id : step;
      entries.add(new RouteEntry(file, line, route, nearest, path, key, value, mapping));
      List<String> below = new ArrayList<>(path);
      below.add(key);
      visit(value, List.copyOf(below), route, id);
    }
  }

  private static @Nullable String id(MappingNode mapping) {
    return RouteEntry.text(RouteEntry.find(mapping, "id"));
  }

  /** Returns false below parameters, whose names belong to a component. */
  private static boolean isStep(List<String> path) {
    return !path.contains("parameters") && !path.contains("beans");
  }

  /** Returns the line of a node, from 1. */
  static int line(Node node) {
    return node.getStartMark().map(it -> it.getLine() + 1).orElse(0);
  }
}
