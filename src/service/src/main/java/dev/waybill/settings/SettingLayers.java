package dev.waybill.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lays sources over each other, the last one wins; collects what is wrong instead of stopping. */
final class SettingLayers {
  private static final String OURS = "waybill.";
  private static final String VARIABLES = "WAYBILL_";

  // Kubernetes sets these in every pod when a Service is called "waybill".
  private static final Pattern SERVICE_LINK =
      Pattern.compile("WAYBILL_(SERVICE_(HOST|PORT)(_.*)?|PORT(_\\d+_.*)?)");
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*(pass|pwd|secret|token|credential|private).*");

  private final Map<String, Key<?>> known = new LinkedHashMap<>();
  private final Map<String, String> keyOfVariable = new LinkedHashMap<>();
  private final Map<String, SettingEntry> entries = new HashMap<>();
  private final Map<String, String> others = new LinkedHashMap<>();
  private final List<SettingProblem> problems = new ArrayList<>();

  SettingLayers() {
    for (Key<?> key : Keys.all()) {
      known.put(key.name(), key);
      keyOfVariable.put(key.variable(), key.name());
      if (key.fallback() != null) {
        put(key.name(), key.fallback(), "default");
      }
    }
  }

  void put(String key, String value, String origin) {
    if (!known.containsKey(key)) {
      AuditKeys.named(key).ifPresent(audit -> known.put(key, audit));
    }
    Key<?> definition = known.get(key);
    if (definition == null) {
      unknown(origin, key, value, new NearestName(known.keySet()).to(key).orElse(null));
    } else if (value.isBlank()) {
      problems.add(new SettingProblem(origin, key, "", "has no value", null));
    } else {
      entries.put(key, new SettingEntry(key, value, origin, definition.secret()));
    }
  }

  void file(PropertiesFile file) {
    Map<String, Integer> seen = new HashMap<>();
    for (PropertiesFile.Line line : file.lines()) {
      Integer earlier = seen.put(line.key(), line.number());
      if (earlier != null) {
        String expected = "is set once in a file; line " + earlier + " sets it, too";
        problems.add(new SettingProblem(file.where(line), line.key(), null, expected, null));
      }
      if (line.key().startsWith(OURS)) {
        put(line.key(), line.value(), file.where(line));
      } else {
        others.put(line.key(), line.value());
      }
    }
  }

  void environment(Map<String, String> environment) {
    new TreeMap<>(environment)
        .forEach(
            (variable, value) -> {
              if (variable.startsWith(VARIABLES) && !SERVICE_LINK.matcher(variable).matches()) {
                variable(variable, value);
              }
            });
  }

  private void variable(String variable, String value) {
    String key = keyOfVariable.getOrDefault(variable, AuditKeys.ofVariable(variable).orElse(null));
    if (key != null) {
      put(key, value.strip(), "environment " + variable);
    } else {
      String nearest = new NearestName(keyOfVariable.keySet()).to(variable).orElse(null);
      unknown("environment", variable, value, nearest);
    }
  }

  /** A mistyped password is still a password, so a doubtful value is masked. */
  private void unknown(String where, String name, String value, @Nullable String nearest) {
    boolean secret =
        SECRET_NAME.matcher(name).matches()
            || (nearest != null && SECRET_NAME.matcher(nearest).matches());
    problems.add(new SettingProblem(where, name, secret ? "***" : value, "is no setting", nearest));
  }

  void problem(SettingProblem problem) {
    problems.add(problem);
  }

  @Nullable SettingEntry entry(String key) {
    return entries.get(key);
  }

  /** The keys of single audits that are set. */
  List<Key<?>> audits() {
    return List.copyOf(known.values().stream().filter(key -> !Keys.all().contains(key)).toList());
  }

  List<SettingProblem> problems() {
    return problems;
  }

  Map<String, String> others() {
    return others;
  }

  /** In the order of {@link Keys#all}. */
  List<SettingEntry> entries() {
    return known.keySet().stream().filter(entries::containsKey).map(entries::get).toList();
  }
}
