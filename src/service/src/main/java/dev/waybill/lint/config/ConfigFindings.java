package dev.waybill.lint.config;

import dev.waybill.lint.LintFinding;
import dev.waybill.settings.NearestName;
import dev.waybill.settings.SettingEntry;
import dev.waybill.settings.SettingProblem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Findings about single settings. */
public final class ConfigFindings {
  private static final Pattern PLACE = Pattern.compile("(.+):(\\d+)");

  /** Settings that name a file which must exist. */
  private static final Set<String> FILES =
      Set.of(
          "waybill.signing.keystore",
          "waybill.trust.keys",
          "waybill.record-log.keys",
          "waybill.record-log.policy");

  private ConfigFindings() {}

  /** Returns the finding of a value that the settings reject. */
  public static LintFinding of(SettingProblem problem) {
    boolean isUnknown = problem.expected().startsWith("is no ");
    boolean hasValue = problem.value() != null && !isUnknown;
    String value = hasValue ? "\"" + problem.value() + "\" " : "";
    String fix = problem.suggestion() == null ? "" : "did you mean " + problem.suggestion() + "?";
    Place place = Place.of(problem.where());
    return LintFinding.error(
        "setting", place.file(), place.line(), problem.key(), value + problem.expected(), fix);
  }

  /**
   * Returns the finding of a setting without effect.
   *
   * @param warning text such as {@code config/application.properties:3: waybill.a has no effect any
   *     more; remove it}
   */
  public static LintFinding removed(String warning) {
    int end = warning.indexOf(": ");
    Place place = Place.of(end < 0 ? "configuration" : warning.substring(0, end));
    String text = warning.substring(end < 0 ? 0 : end + 2).replace("; remove it", "");
    return LintFinding.warning(
        "no-effect", place.file(), place.line(), text.replaceFirst(" .*", ""), text, "remove it");
  }

  /** Returns the keys for Camel that look like misspelled settings of Waybill. */
  public static List<LintFinding> unknown(Map<String, String> others) {
    return new TreeMap<>(others)
        .keySet().stream()
            .filter(key -> key.contains(".") && !key.startsWith("camel."))
            .filter(ConfigFindings::isNearlyOurs)
            .map(
                key ->
                    LintFinding.error(
                        "setting",
                        null,
                        0,
                        key,
                        "is no setting of Waybill, and Camel ignores it",
                        "did you mean waybill" + key.substring(key.indexOf('.')) + "?"))
            .toList();
  }

  private static boolean isNearlyOurs(String key) {
    String first = key.substring(0, key.indexOf('.'));
    return new NearestName(Set.of("waybill")).to(first).isPresent();
  }

  /** Returns the files that settings name and that do not exist. */
  public static List<LintFinding> missingFiles(Path home, Collection<SettingEntry> entries) {
    boolean hasLog =
        entries.stream()
            .noneMatch(
                it -> it.key().equals("waybill.record-log.enabled") && it.value().equals("false"));
    return entries.stream()
        .filter(it -> hasLog || !it.key().startsWith("waybill.record-log."))
        .filter(it -> FILES.contains(it.key()) && !it.value().equals("none"))
        .filter(it -> !exists(home, it.value()))
        .map(
            it -> {
              Place place = Place.of(it.origin());
              return LintFinding.error(
                  "file",
                  place.file(),
                  place.line(),
                  it.key(),
                  it.shown() + " does not exist",
                  "name a file that exists");
            })
        .toList();
  }

  private static boolean exists(Path home, String file) {
    try {
      return Files.exists(home.resolve(file));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * Origin of a value.
   *
   * @param file file, or the description of another origin
   * @param line line from 1; 0 for another origin
   */
  record Place(@Nullable String file, int line) {
    static Place of(String origin) {
      Matcher place = PLACE.matcher(origin);
      if (place.matches()) {
        return new Place(place.group(1), Integer.parseInt(place.group(2)));
      }
      boolean isNone = origin.equals("configuration") || origin.startsWith("default");
      return new Place(isNone ? null : origin, 0);
    }
  }
}
