package dev.waybill.camel.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.app.RouteBeans;
import dev.waybill.lint.LintFinding;
import dev.waybill.lint.route.RouteSources;
import dev.waybill.settings.HomeFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Shipped routes with edits, and what the check finds in them. */
final class RoutesUnderLint {
  private static final Map<String, String> SHIPPED =
      new HomeFolder(Path.of(""), "routes").files(".camel.yaml");

  private final Map<String, String> files = new TreeMap<>(SHIPPED);

  private RoutesUnderLint() {}

  static RoutesUnderLint shipped() {
    return new RoutesUnderLint();
  }

  static String text(String name) {
    return SHIPPED.get(path(name));
  }

  RoutesUnderLint with(String file, String text) {
    files.put(file, text);
    return this;
  }

  RoutesUnderLint without(String name) {
    assertThat(files.remove(path(name))).isNotNull();
    return this;
  }

  RoutesUnderLint edited(String name, String text, String replacement) {
    assertThat(files.get(path(name))).contains(text);
    files.put(path(name), files.get(path(name)).replace(text, replacement));
    return this;
  }

  List<LintFinding> findings() {
    return new RouteModel(
            RouteBeans.CALLED, RouteBeans.REFERRED, Set.of("log", "file"), true, SHIPPED)
        .check(
            new RouteSources(files),
            key -> key.startsWith("waybill.") && !key.equals("waybill.raw.buckets"),
            Set.of("waybill.signing.password"));
  }

  private static String path(String name) {
    return "routes/" + name + ".camel.yaml";
  }
}
