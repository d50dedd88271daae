package dev.waybill.audit.tuning;

import dev.waybill.alert.Severity;
import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.catalog.Parameter;
import dev.waybill.audit.catalog.ParameterValue;
import dev.waybill.audit.run.EnabledAudits;
import dev.waybill.settings.AuditTuning;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Enabled audits of the catalogue, tuned by the settings. */
public final class TunedAudits implements EnabledAudits {
  private final Map<String, AuditQuery> queries = new LinkedHashMap<>();
  private final Map<String, Map<String, ParameterValue>> parameters = new HashMap<>();
  private final Map<String, String> deployment;

  /**
   * Applies settings to the audits of a catalogue.
   *
   * @param deployment the values of the deployment that audits may name
   * @throws InvalidTuningException with the key, when a setting names an unknown audit or parameter
   */
  public TunedAudits(
      AuditCatalog catalog, Map<String, AuditTuning> tunings, Map<String, String> deployment) {
    this.deployment = Map.copyOf(deployment);
    tunings.keySet().forEach(id -> requireKnown(catalog, id));
    for (AuditQuery query : catalog.queries()) {
      AuditTuning tuning = tunings.getOrDefault(query.id(), AuditTuning.NONE);
      parameters.put(query.id(), values(query, tuning));
      if (tuning.enabled()) {
        queries.put(query.id(), tuned(query, tuning.schedule(), tuning.severity()));
      }
    }
  }

  /** Returns all audits of the catalogue, including those that are disabled. */
  public static TunedAudits all(
      AuditCatalog catalog, Map<String, AuditTuning> tunings, Map<String, String> deployment) {
    Map<String, AuditTuning> enabled = new HashMap<>();
    tunings.forEach(
        (id, it) ->
            enabled.put(id, new AuditTuning(true, it.schedule(), it.severity(), it.parameters())));
    return new TunedAudits(catalog, enabled, deployment);
  }

  private static void requireKnown(AuditCatalog catalog, String id) {
    if (catalog.queries().stream().noneMatch(it -> it.id().equals(id))) {
      throw new InvalidTuningException(
          "waybill.audit."
              + id
              + ": there is no audit "
              + id
              + " in sql/audits; list the audits with waybill audit list");
    }
  }

  private static Map<String, ParameterValue> values(AuditQuery query, AuditTuning tuning) {
    Map<String, ParameterValue> values = new HashMap<>();
    tuning
        .parameters()
        .forEach((name, text) -> values.put(name, value(parameter(query, name), query, text)));
    return values;
  }

  private static Parameter parameter(AuditQuery query, String name) {
    List<String> names = query.parameters().stream().map(Parameter::name).toList();
    return query.parameters().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidTuningException(
                    key(query, name) + ": " + query.file() + " has the parameters " + names));
  }

  private static ParameterValue value(Parameter parameter, AuditQuery query, String text) {
    try {
      return parameter.value(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidTuningException(key(query, parameter.name()) + ": " + e.getMessage(), e);
    }
  }

  private static String key(AuditQuery query, String parameter) {
    return "waybill.audit." + query.id() + ".parameters." + parameter;
  }

  private static AuditQuery tuned(
      AuditQuery query, @Nullable Duration schedule, @Nullable String severity) {
    return new AuditQuery(
        query.id(),
        query.title(),
        query.question(),
        severity == null ? query.severity() : Severity.valueOf(severity.toUpperCase(Locale.ROOT)),
        query.tactics(),
        query.references(),
        schedule == null ? query.schedule() : schedule,
        query.window(),
        query.parameters(),
        query.columns(),
        query.row(),
        query.incident(),
        query.resource(),
        query.message(),
        query.falsePositives(),
        query.response(),
        query.sql(),
        query.file(),
        query.line());
  }

  /** Returns the enabled audits, in the order of their ids. */
  public Collection<AuditQuery> queries() {
    return Collections.unmodifiableCollection(queries.values());
  }

  @Override
  public AuditQuery query(String audit) {
    AuditQuery query = queries.get(audit);
    if (query == null) {
      throw new IllegalArgumentException(
          "the audit " + audit + " is not enabled; enabled are " + queries.keySet());
    }
    return query;
  }

  @Override
  public String sql(AuditQuery query, Window window) {
    return query.bind(window, deployment, parameters.getOrDefault(query.id(), Map.of()));
  }
}
