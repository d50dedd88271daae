package dev.waybill.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values of all sources, laid over each other: a later source replaces an earlier one. Problems are
 * collected, so that one start reports them all.
 */
final class SettingLayers {
  /** Origin of built-in defaults. */
  static final String DEFAULT = "default";

  private static final String PREFIX = "waybill.";
  private static final String VARIABLES = "WAYBILL_";

  // Kubernetes sets these in every pod when a Service is called "waybill".
  private static final Pattern SERVICE_LINK =
      Pattern.compile("WAYBILL_(SERVICE_(HOST|PORT)(_.*)?|PORT(_\\d+_.*)?)");

  /** Settings of earlier versions, which are ignored with a warning. */
  static final List<String> REMOVED = List.of("waybill.aws.direct", "waybill.s3.direct");

  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*(pass|pwd|secret|token|credential|private).*");

  private final Map<String, SettingDeclaration<?>> declared = new LinkedHashMap<>();
  private final Map<String, String> keyOfVariable = new LinkedHashMap<>();
  private final List<SettingDeclaration<?>> keyed = new ArrayList<>();
  private final Map<String, SettingEntry> entries = new HashMap<>();
  private final Map<String, String> others = new LinkedHashMap<>();
  private final List<SettingProblem> problems = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();

  /** Lays the built-in defaults of the declarations. */
  SettingLayers(List<SettingDeclaration<?>> declarations) {
    for (SettingDeclaration<?> declaration : declarations) {
      declared.put(declaration.key(), declaration);
      keyOfVariable.put(declaration.variable(), declaration.key());
      if (declaration.defaultText() != null) {
        putDefault(declaration, declaration.defaultText(), DEFAULT);
      }
    }
  }

  /** Lays a default, which is no value that an operator gave. */
  void putDefault(SettingDeclaration<?> declaration, String value, String origin) {
    entries.put(
        declaration.key(),
        new SettingEntry(declaration.key(), value, origin, declaration.secret()));
  }

  /** Lays a value that an operator gave. */
  void put(String key, String value, String origin) {
    SettingDeclaration<?> declaration = declaration(key);
    if (REMOVED.contains(key)) {
      removed.add(origin + ": " + key + " has no effect any more; remove it");
    } else if (declaration == null) {
      ScopeDeclarations.problem(origin, key, value)
          .ifPresentOrElse(problems::add, () -> addUnknown(origin, key, value));
    } else if (value.isBlank()) {
      problems.add(new SettingProblem(origin, key, "", "has no value", null));
    } else {
      putDefault(declaration, value, origin);
    }
  }

  private @Nullable SettingDeclaration<?> declaration(String key) {
    SettingDeclaration<?> known = declared.get(key);
    if (known == null) {
      known =
          AuditTuningDeclarations.ofKey(key).or(() -> ScopeDeclarations.ofKey(key)).orElse(null);
      if (known != null) {
        declared.put(key, known);
        keyed.add(known);
      }
    }
    return known;
  }

  /** Lays the entries of a file. Keys without the prefix {@code waybill.} are set aside. */
  void addFile(PropertiesFile file) {
    Map<String, Integer> seen = new HashMap<>();
    for (PropertiesFile.Line line : file.lines()) {
      Integer earlier = seen.put(line.key(), line.number());
      if (earlier != null) {
        String expected = "is set once in a file; line " + earlier + " sets it, too";
        problems.add(new SettingProblem(file.where(line), line.key(), null, expected, null));
      }
      if (line.key().startsWith(PREFIX)) {
        put(line.key(), line.value(), file.where(line));
      } else {
        others.put(line.key(), line.value());
      }
    }
  }

  /** Lays the environment variables that begin with {@code WAYBILL_}. */
  void addEnvironment(Map<String, String> environment) {
    new TreeMap<>(environment)
        .forEach(
            (variable, value) -> {
              if (variable.startsWith(VARIABLES) && !SERVICE_LINK.matcher(variable).matches()) {
                addVariable(variable, value);
              }
            });
  }

  private void addVariable(String variable, String value) {
    String key = keyOfVariable(variable);
    if (key != null) {
      put(key, value.strip(), "environment " + variable);
    } else {
      String nearest = new NearestName(keyOfVariable.keySet()).to(variable).orElse(null);
      addUnknown("environment", variable, value, nearest);
    }
  }

  private @Nullable String keyOfVariable(String variable) {
    String key = keyOfVariable.get(variable);
    return key == null
        ? AuditTuningDeclarations.keyOfVariable(variable)
            .or(() -> ScopeDeclarations.keyOfVariable(variable))
            .or(() -> removedKeyOfVariable(variable))
            .orElse(null)
        : key;
  }

  private static Optional<String> removedKeyOfVariable(String variable) {
    return REMOVED.stream()
        .filter(key -> SettingDeclaration.variable(key).equals(variable))
        .findFirst();
  }

  private void addUnknown(String origin, String key, String value) {
    addUnknown(origin, key, value, new NearestName(declared.keySet()).to(key).orElse(null));
  }

  /** Masks the value if it may be a secret: a password under a mistyped key is still one. */
  private void addUnknown(String where, String name, String value, @Nullable String nearest) {
    boolean secret =
        SECRET_NAME.matcher(name).matches()
            || (nearest != null && SECRET_NAME.matcher(nearest).matches());
    problems.add(new SettingProblem(where, name, secret ? "***" : value, "is no setting", nearest));
  }

  void add(SettingProblem problem) {
    problems.add(problem);
  }

  /** Returns a warning for each use of a setting that an earlier version had. */
  List<String> removed() {
    return List.copyOf(removed);
  }

  /** Returns the effective value of a key with its origin; null when the key has no value. */
  @Nullable SettingEntry entry(String key) {
    return entries.get(key);
  }

  /** Returns declarations of the settings whose keys hold an id or a name, and that are set. */
  List<SettingDeclaration<?>> keyed(Predicate<String> which) {
    return keyed.stream().filter(it -> which.test(it.key())).toList();
  }

  /** Returns the keys that have a value. */
  Set<String> keys() {
    return entries.keySet();
  }

  List<SettingProblem> problems() {
    return problems;
  }

  Map<String, String> others() {
    return others;
  }

  /** Returns the effective values in the order of the declarations. */
  List<SettingEntry> entries() {
    return declared.keySet().stream().filter(entries::containsKey).map(entries::get).toList();
  }
}
