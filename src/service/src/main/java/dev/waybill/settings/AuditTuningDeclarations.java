package dev.waybill.settings;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Declarations of the settings of single audits. The start compares the ids and the parameters'
 * names with {@code sql/audits}.
 */
final class AuditTuningDeclarations {
  private static final String ID = "<id>";
  private static final String NAME = "<name>";

  static final SettingDeclaration<Boolean> ENABLED =
      SettingDeclaration.optional(
          "waybill.audit.<id>.enabled", Units.BOOLEAN, "true", "Runs the audit in the service.");
  static final SettingDeclaration<Duration> SCHEDULE =
      SettingDeclaration.required(
          "waybill.audit.<id>.schedule",
          Units.duration(Duration.ofSeconds(5), Duration.ofDays(31)),
          "Time from one run of the audit to the next.");
  static final SettingDeclaration<String> SEVERITY =
      SettingDeclaration.required(
          "waybill.audit.<id>.severity", Units.SEVERITY, "Severity of the audit's findings.");
  static final SettingDeclaration<String> PARAMETER =
      SettingDeclaration.required(
          "waybill.audit.<id>.parameters.<name>",
          Units.TEXT,
          "Parameter of the audit. docs/reference/audits.md lists the parameters of each audit.");

  private static final List<Template> TEMPLATES =
      Stream.of(ENABLED, SCHEDULE, SEVERITY, PARAMETER).map(Template::of).toList();

  private AuditTuningDeclarations() {}

  /** Returns the section of the settings reference, with placeholders in the keys. */
  static SettingGroup group() {
    return SettingGroup.of("Single audits", ENABLED, SCHEDULE, SEVERITY, PARAMETER)
        .introducedBy(
            "Settings of one audit by its id: see docs/reference/audits.md and \"waybill audit list\". The"
                + " default of a setting is in the audit's file. Example:"
                + " waybill.audit.S3-04.schedule=15m, or in the environment"
                + " WAYBILL_AUDIT_S3_04_SCHEDULE=15m.");
  }

  /** Returns the declaration of a key; empty when the key is no setting of a single audit. */
  static Optional<SettingDeclaration<?>> ofKey(String key) {
    return TEMPLATES.stream()
        .filter(template -> template.key().matcher(key).matches())
        .<SettingDeclaration<?>>map(template -> declared(key, template.declaration()))
        .findFirst();
  }

  /** Returns true for a setting of a single audit. */
  static boolean isOne(String key) {
    return ofKey(key).isPresent();
  }

  private static <T> SettingDeclaration<T> declared(String key, SettingDeclaration<T> template) {
    return SettingDeclaration.required(key, template.type(), template.description());
  }

  /**
   * Returns the key that an environment variable sets; empty when the variable sets none.
   * Underscores in the id stand for dashes. The shortest id wins, because a parameter's name can
   * end like another setting.
   */
  static Optional<String> keyOfVariable(String variable) {
    return TEMPLATES.stream()
        .flatMap(template -> template.variableMatch(variable).stream())
        .min(Comparator.comparingInt(match -> match.id().length()))
        .map(VariableMatch::key);
  }

  /** Returns the settings of single audits among the entries, by audit id. */
  static Map<String, AuditTuning> tunings(Collection<SettingEntry> entries) {
    Map<String, Tuning> byAudit = new TreeMap<>();
    for (SettingEntry entry : entries) {
      for (Template template : TEMPLATES) {
        Matcher matcher = template.key().matcher(entry.key());
        if (matcher.matches()) {
          byAudit
              .computeIfAbsent(matcher.group(1), id -> new Tuning())
              .put(template.declaration(), matcher, entry.value());
        }
      }
    }
    Map<String, AuditTuning> tunings = new HashMap<>();
    byAudit.forEach((id, tuning) -> tunings.put(id, tuning.build()));
    return tunings;
  }

  /** Texts of one audit's settings. */
  private static final class Tuning {
    private final Map<SettingDeclaration<?>, String> texts = new HashMap<>();
    private final Map<String, String> parameters = new HashMap<>();

    void put(SettingDeclaration<?> declaration, MatchResult key, String text) {
      if (declaration.equals(PARAMETER)) {
        parameters.put(key.group(2), text);
      } else {
        texts.put(declaration, text);
      }
    }

    AuditTuning build() {
      Boolean enabled = value(ENABLED);
      return new AuditTuning(
          enabled == null || enabled, value(SCHEDULE), value(SEVERITY), parameters);
    }

    private <T> @Nullable T value(SettingDeclaration<T> declaration) {
      String text = texts.get(declaration);
      return text == null ? null : declaration.type().parse(text);
    }
  }

  /** Key set by an environment variable, with the audit's id in it. */
  private record VariableMatch(String id, String key) {}

  /**
   * Declaration whose key has placeholders.
   *
   * @param declaration the declaration
   * @param key pattern of the keys; group 1 is the id, group 2 the parameter's name
   * @param variable pattern of the environment variables, with the same groups
   */
  private record Template(SettingDeclaration<?> declaration, Pattern key, Pattern variable) {
    static Template of(SettingDeclaration<?> declaration) {
      String key = declaration.key();
      String variable = SettingDeclaration.variable(key);
      return new Template(
          declaration,
          pattern(key, ID, "([A-Za-z0-9][A-Za-z0-9-]*)", NAME, "([a-z][a-z0-9_]*)"),
          pattern(variable, "<ID>", "([A-Z0-9]+(?:_[A-Z0-9]+)*?)", "<NAME>", "([A-Z][A-Z0-9_]*)"));
    }

    private static Pattern pattern(
        String text, String id, String idPattern, String name, String namePattern) {
      return Pattern.compile(
          text.replace(".", "\\.").replace(id, idPattern).replace(name, namePattern));
    }

    Optional<VariableMatch> variableMatch(String text) {
      Matcher matcher = variable.matcher(text);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      String id = matcher.group(1).replace('_', '-');
      String named = declaration.key().replace(ID, id);
      String name = matcher.groupCount() < 2 ? "" : lowerCase(matcher.group(2));
      return Optional.of(new VariableMatch(id, named.replace(NAME, name)));
    }

    private static String lowerCase(String text) {
      return text.toLowerCase(Locale.ROOT);
    }
  }
}
