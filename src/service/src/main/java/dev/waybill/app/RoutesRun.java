package dev.waybill.app;

import dev.waybill.camel.lint.RouteModel;
import dev.waybill.cli.RoutesService;
import dev.waybill.lint.LintFinding;
import dev.waybill.lint.LintReport;
import dev.waybill.lint.UnifiedDiff;
import dev.waybill.lint.route.RouteSources;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Command {@code waybill routes}. */
final class RoutesRun implements RoutesService {
  private final Map<String, String> environment;

  /**
   * @param environment variables of the process, which override placeholders
   */
  RoutesRun(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public RoutesLint lint(Path home, @Nullable LoadedSettings loaded) throws IOException {
    RouteFolder folder = RouteFolder.of(home);
    List<LintFinding> findings = new ArrayList<>(folder.findings());
    RouteSources sources = new RouteSources(folder.files());
    Map<String, String> shipped = RouteFolder.shipped(home);
    if (loaded == null) {
      findings.addAll(model(Set.of(), false, shipped).check(sources, key -> true, Set.of()));
    } else {
      Settings settings = loaded.settings();
      Set<String> sinks = OfflineSinks.names(settings);
      Properties known = PipelineProperties.offline(home, loaded, sinks);
      findings.addAll(
          model(sinks, settings.digestModes().isAnyByServer(), shipped)
              .check(sources, key -> isKnown(known, key), secrets(loaded)));
    }
    return new RoutesLint(LintReport.of(findings), folder.files().size(), folder.isPackaged());
  }

  private static RouteModel model(
      Set<String> sinks, boolean byServer, Map<String, String> shipped) {
    return new RouteModel(RouteBeans.CALLED, RouteBeans.REFERRED, sinks, byServer, shipped);
  }

  /** Environment variables override placeholders as Camel maps them. */
  private boolean isKnown(Properties known, String key) {
    String variable = key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    return known.containsKey(key)
        || environment.containsKey(variable)
        || System.getProperty(key) != null;
  }

  private static Set<String> secrets(LoadedSettings loaded) {
    return loaded.entries().stream()
        .filter(it -> it.secret())
        .map(it -> it.key())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public List<Difference> differences(Path home) throws IOException {
    RouteFolder folder = RouteFolder.of(home);
    Map<String, String> shipped = new TreeMap<>(RouteFolder.shipped(home));
    Predicate<String> unreadable =
        file -> folder.findings().stream().anyMatch(it -> file.equals(it.file()));
    Set<String> names = new TreeSet<>(shipped.keySet());
    names.addAll(folder.files().keySet());
    return names.stream()
        .filter(unreadable.negate())
        .map(it -> difference(it, shipped.get(it), folder.files().get(it)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Difference> difference(
      String file, @Nullable String shipped, @Nullable String own) {
    if (shipped == null) {
      return Optional.of(new Difference(file, "new", List.of()));
    }
    if (own == null) {
      return Optional.of(new Difference(file, "missing", List.of()));
    }
    List<String> diff = UnifiedDiff.of("shipped/" + file, shipped, file, own);
    return diff.isEmpty() ? Optional.empty() : Optional.of(new Difference(file, "changed", diff));
  }
}
