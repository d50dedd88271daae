package dev.waybill.lint.config;

import dev.waybill.lint.LintFinding;
import dev.waybill.lint.config.ConfigFindings.Place;
import dev.waybill.settings.SettingEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Settings that contradict each other, and settings that have no effect beside others. */
public final class ConfigContradictions {
  private static final String NONE = "none";
  private static final String SWITCHED_OFF = " is false";

  /** Setting that makes a sink one that is used, by the name of the sink. */
  private static final Map<String, Set<String>> SINKS =
      Map.of(
          "sns", Set.of("topic"),
          "sqs", Set.of("queue"),
          "eventbridge", Set.of("bus"),
          "alertmanager", Set.of("url"),
          "pagerduty", Set.of("key", "key-file"),
          "slack", Set.of("url", "url-file"),
          "mail", Set.of("host"));

  private final Map<String, SettingEntry> entries = new TreeMap<>();
  private final Map<String, String> environment;
  private final boolean isLocal;
  private final List<LintFinding> findings = new ArrayList<>();

  /**
   * @param entries effective values, of which some may be wrong
   * @param environment environment variables of the process
   * @param isLocal true for the local profile, whose credentials are those of an emulator
   */
  public ConfigContradictions(
      Collection<SettingEntry> entries, Map<String, String> environment, boolean isLocal) {
    entries.forEach(it -> this.entries.put(it.key(), it));
    this.environment = Map.copyOf(environment);
    this.isLocal = isLocal;
  }

  /** Returns the findings. */
  public List<LintFinding> findings() {
    distinct("bucket", "waybill.raw.bucket", "waybill.provenance.bucket", "waybill.log.bucket");
    distinct("queue", "waybill.queue", "waybill.dead-letter-queue", "waybill.fixity.queue");
    String audits = reason("waybill.audit.enabled", "true");
    String log = reason("waybill.record-log.enabled", "true");
    String fixity = first(log, reason("waybill.fixity.enabled", "true"));
    unused("waybill.audit.", audits);
    unused("waybill.trail.every", audits);
    unused("waybill.reconcile.", first(audits, log));
    unused("waybill.record-log.", log);
    unused("waybill.fixity.", fixity);
    unused("waybill.drill.", fixity);
    unused("waybill.digest.server-prefixes", reason("waybill.digest.mode", "server"));
    unused("waybill.cluster.folder", reason("waybill.cluster.election", "file"));
    unused("waybill.cluster.lease", reason("waybill.cluster.election", "kubernetes", "auto"));
    unused("waybill.raw.retention-mode", is("waybill.raw.retention", "0s"));
    unused(
        "waybill.record-log.timestamp-every", is("waybill.record-log.timestamp-authority", NONE));
    unused("waybill.record-log.witness-interval", is("waybill.record-log.policy", NONE));
    unused("waybill.reconcile.inventory-max-age", is("waybill.reconcile.inventory", NONE));
    SINKS.forEach(this::sink);
    longLived();
    entries.values().forEach(this::secret);
    return List.copyOf(findings);
  }

  private String value(String key) {
    SettingEntry entry = entries.get(key);
    return entry == null ? "" : entry.value();
  }

  /** Returns why a value has no effect; empty when a setting has one of the values. */
  private String reason(String key, String... values) {
    if (Set.of(values).contains(value(key))) {
      return "";
    }
    return key + (value(key).equals("false") ? SWITCHED_OFF : " is " + value(key));
  }

  private String is(String key, String value) {
    return value(key).equals(value) ? key + " is " + value : "";
  }

  private static String first(String one, String other) {
    return one.isEmpty() ? other : one;
  }

  private void distinct(String what, String... keys) {
    Map<String, String> seen = new LinkedHashMap<>();
    for (String key : keys) {
      String earlier = value(key).isEmpty() ? null : seen.putIfAbsent(value(key), key);
      if (earlier != null) {
        report(
            "contradiction",
            key,
            "is the same " + what + " as " + earlier + ": " + value(key),
            "name another " + what);
      }
    }
  }

  /** Reports each value that an operator gave below a prefix, unless there is no reason. */
  private void unused(String prefix, String reason) {
    if (reason.isEmpty()) {
      return;
    }
    for (SettingEntry entry : entries.values()) {
      boolean isSwitch = reason.startsWith(entry.key() + " ");
      if (entry.key().startsWith(prefix) && !isSwitch && isGiven(entry) && !isOff(entry)) {
        warn(
            "no-effect",
            entry,
            "has no effect because " + reason,
            "remove it, or change the other");
      }
    }
  }

  private static boolean isGiven(SettingEntry entry) {
    return !entry.origin().startsWith("default");
  }

  private static boolean isOff(SettingEntry entry) {
    return Set.of("false", NONE, "0", "0s").contains(entry.value());
  }

  private void sink(String name, Set<String> needed) {
    String prefix = "waybill.alert." + name + ".";
    boolean isUsed =
        needed.stream()
            .map(it -> value(prefix + it))
            .anyMatch(it -> !it.isEmpty() && !it.equals(NONE));
    if (!isUsed) {
      unused(prefix, prefix + needed.stream().sorted().findFirst().orElse("") + " is " + NONE);
    }
  }

  private void longLived() {
    SettingEntry entry = entries.get("waybill.identity.allow-long-lived");
    if (entry != null
        && entry.value().equals("true")
        && !isLocal
        && !environment.containsKey("AWS_ENDPOINT_URL")) {
      warn(
          "contradiction",
          entry,
          "accepts long-lived keys, and no emulator is named by AWS_ENDPOINT_URL",
          "remove it, and use temporary credentials");
    }
  }

  private void secret(SettingEntry entry) {
    Place place = Place.of(entry.origin());
    if (entry.secret() && place.line() > 0 && !entry.value().equals(NONE) && !isLocal) {
      warn(
          "secret-in-file",
          entry,
          "is a secret in a file that people copy",
          "set it in the environment"
              + " ("
              + entry.key().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")
              + ")");
    }
  }

  private void report(String check, String key, String problem, String fix) {
    SettingEntry entry = entries.get(key);
    Place place = Place.of(entry == null ? "configuration" : entry.origin());
    findings.add(LintFinding.error(check, place.file(), place.line(), key, problem, fix));
  }

  private void warn(String check, SettingEntry entry, String problem, String fix) {
    Place place = Place.of(entry.origin());
    findings.add(LintFinding.warning(check, place.file(), place.line(), entry.key(), problem, fix));
  }
}
