package dev.waybill.settings;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Declarations of the settings of further scopes of custody, whose keys hold a name. */
final class ScopeDeclarations {
  /** Above it, the policies of the buckets and the role would exceed AWS's limits. */
  static final int MAX_SCOPES = 16;

  /** Name of no scope, for what belongs to none. */
  static final String NO_SCOPE = "none";

  private static final String PREFIX = "waybill.scopes.";
  private static final String NAME = "<name>";
  private static final String LEGAL_NAME =
      "must name a scope with 1 to 32 lower-case letters, digits and -, and not default or none";
  private static final Pattern KEY = Pattern.compile("waybill\\.scopes\\.([^.]*)\\.(.*)");
  private static final Pattern NAME_FORM =
      Pattern.compile("(?!(default|none)$)[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");

  static final SettingDeclaration<String> BUCKET =
      member("bucket", AwsNames.BUCKET, "Bucket in which the objects of the scope arrive.");
  static final SettingDeclaration<String> INCOMING =
      member("incoming", AwsNames.PREFIX, "Prefix under which the objects of the scope arrive.");
  static final SettingDeclaration<String> DESTINATION_BUCKET =
      SettingDeclaration.required(
          PREFIX + NAME + ".destination-bucket",
          AwsNames.BUCKET,
          "Bucket to which the objects are promoted. Without it they stay in their bucket.");
  static final SettingDeclaration<String> PROCESSED =
      member("processed", AwsNames.PREFIX, "Prefix to which the objects are promoted.");
  static final SettingDeclaration<TemporaryNames> TEMPORARY =
      member("temporary", TemporaryNames.TYPE, "Names of objects that are still being uploaded.");
  static final SettingDeclaration<ExcludedKeys> EXCLUSIONS =
      member("exclusions", ExcludedKeys.TYPE, "Keys that are never taken into custody.");
  static final SettingDeclaration<Duration> RETENTION =
      member(
          "retention",
          StorageDeclarations.RAW_RETENTION.type(),
          "Time during which a promoted version cannot be deleted.");
  static final SettingDeclaration<ProvenanceSettings.RetentionMode> RETENTION_MODE =
      member(
          "retention-mode",
          StorageDeclarations.RAW_RETENTION_MODE.type(),
          "Object Lock mode of promoted versions with a retention.");
  static final SettingDeclaration<Boolean> DIGEST_MODE =
      SettingDeclaration.required(
          PREFIX + NAME + ".digest-mode",
          ProcessingDeclarations.DIGEST_BY_SERVER.type(),
          "Source of the SHA-256 that is sealed. Without it the mode is that of"
              + " waybill.digest.mode, or both when waybill.digest.server-prefixes is set.");

  private static final List<SettingDeclaration<?>> ALL =
      List.of(
          BUCKET,
          INCOMING,
          DESTINATION_BUCKET,
          PROCESSED,
          TEMPORARY,
          EXCLUSIONS,
          RETENTION,
          RETENTION_MODE,
          DIGEST_MODE);

  private ScopeDeclarations() {}

  private static <T> SettingDeclaration<T> member(
      String member, SettingType<T> type, String meaning) {
    return SettingDeclaration.required(
        PREFIX + NAME + "." + member,
        type,
        meaning + " Without it the value is that of waybill.raw." + member + ".");
  }

  /** Returns the section of the settings reference, with placeholders in the keys. */
  static SettingGroup group() {
    return new SettingGroup(
        "Further scopes",
        "One service serves up to "
            + MAX_SCOPES
            + " scopes of custody beside that of waybill.raw, which is called default: see"
            + " docs/how-to/several-buckets.md. A scope has a name of lower-case letters, digits"
            + " and -, which metrics and findings state. Example:"
            + " waybill.scopes.finance.bucket=finance-raw, or in the environment"
            + " WAYBILL_SCOPES_FINANCE_BUCKET=finance-raw.",
        ALL);
  }

  /** Returns the setting of a scope by the scope's name. */
  static String key(String name, String member) {
    return name.equals(RawSettings.DEFAULT_NAME)
        ? "waybill.raw." + member
        : PREFIX + name + "." + member;
  }

  /** Returns the declaration of a key; empty when the key is no setting of a scope. */
  static Optional<SettingDeclaration<?>> ofKey(String key) {
    Matcher parts = KEY.matcher(key);
    return parts.matches() && NAME_FORM.matcher(parts.group(1)).matches()
        ? ALL.stream()
            .filter(it -> named(it, parts.group(1)).equals(key))
            .<SettingDeclaration<?>>map(it -> declared(key, it))
            .findFirst()
        : Optional.empty();
  }

  /** Returns a setting of one scope. */
  static <T> SettingDeclaration<T> of(String name, SettingDeclaration<T> member) {
    return declared(named(member, name), member);
  }

  private static String named(SettingDeclaration<?> member, String name) {
    return member.key().replace(NAME, name);
  }

  private static <T> SettingDeclaration<T> declared(String key, SettingDeclaration<T> member) {
    return SettingDeclaration.required(key, member.type(), member.description());
  }

  /**
   * Returns the key that an environment variable sets; empty when the variable sets none.
   * Underscores in the name stand for dashes. The longest member wins, so that a name cannot take a
   * part of it.
   */
  static Optional<String> keyOfVariable(String variable) {
    String start = SettingDeclaration.variable(PREFIX);
    return ALL.stream()
        .map(ScopeDeclarations::member)
        .sorted(Comparator.comparingInt(String::length).reversed())
        .filter(it -> variable.startsWith(start) && variable.endsWith(ending(it)))
        .filter(it -> variable.length() > start.length() + ending(it).length())
        .findFirst()
        .map(
            it ->
                PREFIX
                    + variable
                        .substring(start.length(), variable.length() - ending(it).length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-')
                    + "."
                    + it);
  }

  private static String ending(String member) {
    return "_" + SettingDeclaration.variable(member);
  }

  private static String member(SettingDeclaration<?> declaration) {
    return declaration.key().substring((PREFIX + NAME + ".").length());
  }

  /**
   * Returns what is wrong with an unknown key that begins like one of a scope; empty for other
   * keys.
   */
  static Optional<SettingProblem> problem(String where, String key, String value) {
    Matcher parts = KEY.matcher(key);
    if (!key.startsWith(PREFIX)) {
      return Optional.empty();
    }
    if (!parts.matches() || !NAME_FORM.matcher(parts.group(1)).matches()) {
      String raw = parts.matches() ? "waybill.raw." + parts.group(2) : null;
      boolean isDefault = parts.matches() && parts.group(1).equals(RawSettings.DEFAULT_NAME);
      return Optional.of(new SettingProblem(where, key, value, LEGAL_NAME, isDefault ? raw : null));
    }
    List<String> members = ALL.stream().map(ScopeDeclarations::member).toList();
    String nearest =
        new NearestName(members).to(parts.group(2)).map(it -> key(parts.group(1), it)).orElse(null);
    String expected = "is no setting of a scope, which has " + String.join(", ", members);
    return Optional.of(new SettingProblem(where, key, value, expected, nearest));
  }

  /** Returns the names of the scopes that settings name, in their order. */
  static SortedSet<String> names(Collection<String> keys) {
    SortedSet<String> names = new TreeSet<>();
    for (String key : keys) {
      Matcher parts = KEY.matcher(key);
      if (parts.matches() && ofKey(key).isPresent()) {
        names.add(parts.group(1));
      }
    }
    return names;
  }
}
