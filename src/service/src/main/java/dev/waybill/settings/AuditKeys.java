package dev.waybill.settings;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys {@code waybill.audit.<id>.*}. Which ids and parameters there are is in {@code
 * sql/audits}, which the start compares with what is set.
 */
final class AuditKeys {
  private static final Pattern KEY =
      Pattern.compile(
          "waybill\\.audit\\.([A-Za-z0-9][A-Za-z0-9-]*)"
              + "\\.(enabled|schedule|severity|parameters\\.([a-z][a-z0-9_]*))");
  private static final Pattern VARIABLE =
      Pattern.compile(
          "WAYBILL_AUDIT_([A-Z0-9]+(?:_[A-Z0-9]+)*?)"
              + "_(ENABLED|SCHEDULE|SEVERITY|PARAMETERS_([A-Z][A-Z0-9_]*))");
  private static final List<String> SEVERITIES =
      List.of("informational", "low", "medium", "high", "critical");
  private static final Duration LEAST = Duration.ofSeconds(5);
  private static final Duration MOST = Duration.ofDays(31);

  private AuditKeys() {}

  /** The key of this name, if it is one. */
  static Optional<Key<?>> named(String name) {
    Matcher matcher = KEY.matcher(name);
    return matcher.matches() ? Optional.of(key(name, matcher.group(2))) : Optional.empty();
  }

  private static Key<?> key(String name, String what) {
    return switch (what) {
      case "enabled" -> Key.required(name, Units::bool);
      case "schedule" -> Key.required(name, Units.duration(LEAST, MOST));
      case "severity" -> Key.required(name, AuditKeys::severity);
      default -> Key.required(name, Function.identity());
    };
  }

  private static String severity(String text) {
    if (!SEVERITIES.contains(text)) {
      throw new IllegalArgumentException("one of " + SEVERITIES);
    }
    return text;
  }

  /** The key that an environment variable sets; in the id, underscores stand for dashes. */
  static Optional<String> ofVariable(String variable) {
    Matcher matcher = VARIABLE.matcher(variable);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String parameter = matcher.group(3);
    String what =
        parameter == null
            ? matcher.group(2).toLowerCase(Locale.ROOT)
            : "parameters." + parameter.toLowerCase(Locale.ROOT);
    return Optional.of("waybill.audit." + dashed(matcher.group(1)) + "." + what);
  }

  private static String dashed(String text) {
    return text.replace('_', '-');
  }

  /** What the entries set, by audit id. */
  static Map<String, AuditTuning> tunings(Collection<SettingEntry> entries) {
    Map<String, Map<String, String>> byAudit = new TreeMap<>();
    for (SettingEntry entry : entries) {
      Matcher matcher = KEY.matcher(entry.key());
      if (matcher.matches()) {
        byAudit
            .computeIfAbsent(matcher.group(1), id -> new HashMap<>())
            .put(matcher.group(2), entry.value());
      }
    }
    Map<String, AuditTuning> tunings = new HashMap<>();
    byAudit.forEach((id, values) -> tunings.put(id, tuning(values)));
    return tunings;
  }

  private static AuditTuning tuning(Map<String, String> values) {
    Map<String, String> parameters = new HashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith("parameters.")) {
            parameters.put(name.substring("parameters.".length()), value);
          }
        });
    String schedule = values.get("schedule");
    return new AuditTuning(
        Units.bool(values.getOrDefault("enabled", "true")),
        schedule == null ? null : Units.duration(LEAST, MOST).apply(schedule),
        values.get("severity"),
        parameters);
  }
}
