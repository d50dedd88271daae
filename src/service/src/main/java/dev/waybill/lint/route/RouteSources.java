package dev.waybill.lint.route;

import dev.waybill.lint.LintFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Route files of a home directory, as text and as YAML. */
public final class RouteSources {
  private final Map<String, String> texts;
  private final List<RouteTree> trees = new ArrayList<>();

  /**
   * @param files text by path
   */
  public RouteSources(Map<String, String> files) {
    texts = new TreeMap<>(files);
    texts.forEach((file, text) -> trees.add(RouteTree.of(file, text)));
  }

  /**
   * Place in a file.
   *
   * @param file path of the file
   * @param line line from 1
   */
  public record Place(String file, int line) {}

  /** Checks the files; nothing is loaded. */
  public List<LintFinding> check(RouteFacts facts) {
    List<LintFinding> findings = new ArrayList<>();
    trees.forEach(it -> findings.addAll(it.findings()));
    findings.addAll(new StructureChecks(texts).check(trees));
    List<RouteEntry> entries = entries().toList();
    findings.addAll(new ReferenceChecks(facts).check(entries));
    findings.addAll(new EndpointChecks(facts).check(entries));
    findings.addAll(new EvaluationChecks(facts.languages()).check(entries));
    findings.addAll(new PolicyChecks().check(entries));
    return findings;
  }

  /** Returns the place of a step, or of the route when the step is unknown. */
  public Optional<Place> place(@Nullable String route, @Nullable String step) {
    return place(step == null ? route : step).or(() -> place(route));
  }

  /** Returns the id of a step as findings name it, such as {@code 20-seal/20-seal-hash}. */
  public static @Nullable String id(@Nullable String route, @Nullable String step) {
    return RouteEntry.place(route, step);
  }

  private Optional<Place> place(@Nullable String id) {
    return entries()
        .filter(it -> it.key().equals("id") && id != null && id.equals(it.text()))
        .map(it -> new Place(it.file(), it.line()))
        .findFirst();
  }

  Stream<RouteEntry> entries() {
    return trees.stream().flatMap(it -> it.entries().stream());
  }

  /**
   * Returns the files that Camel can be given without a side effect: those that are lists, with the
   * beans of their own blanked out, because Camel creates such objects when it reads the file.
   */
  public Map<String, String> loadable() {
    Map<String, String> loadable = new TreeMap<>();
    int at = 0;
    for (Map.Entry<String, String> file : texts.entrySet()) {
      RouteTree tree = trees.get(at++);
      if (tree.isReadable()) {
        WithoutBeans.of(file.getValue(), tree).ifPresent(it -> loadable.put(file.getKey(), it));
      }
    }
    return loadable;
  }
}
