package dev.waybill.ops;

import dev.waybill.record.object.UtcTime;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Series that the service exposes to Prometheus, rendered from the real meters after one event of
 * each kind that creates a series.
 *
 * @param labels labels of each series, by the name of its metric
 */
record ExposedSeries(Map<String, List<Map<String, String>>> labels) {
  /** Labels that Prometheus adds when it scrapes. */
  private static final Set<String> SCRAPED = Set.of("job", "instance");

  private static final Pattern LINE = Pattern.compile("([a-z_][a-z0-9_]*)(?:\\{(.*)})? \\S+");
  private static final Pattern MATCHER =
      Pattern.compile("([a-zA-Z_]\\w*)\\s*(=~|!~|!=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  static ExposedSeries render() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Clock clock = Clock.fixed(UtcTime.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);
    new PipelineMeters(
            registry, CustodyScopes.of(new RawSettings("raw", "incoming/", "processed/", "test/")))
        .willRetry("20-seal", new IOException("reset"));
    new BacklogGauges(registry)
        .inFlight(() -> 0)
        .queue(OptionalLong::empty, Optional::empty)
        .deadLetters(OptionalLong::empty);
    LogMeters log = new LogMeters(registry, clock);
    log.pending(() -> 0);
    log.cosigned(2, Optional::empty);
    AwsCallMeters calls = new AwsCallMeters(registry);
    calls.count("S3", "PutObject", true, Duration.ZERO);
    calls.count("S3", "PutObject", false, Duration.ZERO);
    calls.countAttempts("S3", "PutObject", 1, 1);
    new FixityMeters(registry, clock);
    new TrailMeters(registry, clock);
    new ReconcileMeters(registry, clock);
    new DrillMeters(registry, clock);
    new CanaryMeters(registry);
    new ClaimMeters(registry).waiting(() -> 0);
    new AuditMeters(registry);
    new AlertMeters(registry, List.of("slack"));
    IncidentMeters.register(registry, (severity, handling) -> OptionalLong.empty());
    LeadershipGauge.register(registry, () -> true);
    return parse(registry.scrape());
  }

  private static ExposedSeries parse(String text) {
    Map<String, List<Map<String, String>>> all = new HashMap<>();
    text.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(
            it ->
                all.computeIfAbsent(it.group(1), name -> new ArrayList<>())
                    .add(it.group(2) == null ? Map.of() : labels(it.group(2))));
    return new ExposedSeries(all);
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new HashMap<>();
    MATCHER.matcher(text).results().forEach(it -> labels.put(it.group(1), it.group(3)));
    return labels;
  }

  /** Returns whether a selector of PromQL selects a series. */
  boolean isSelected(String metric, String matchers) {
    return labels.getOrDefault(metric, List.of()).stream().anyMatch(it -> fits(it, matchers));
  }

  private static boolean fits(Map<String, String> series, String matchers) {
    return MATCHER
        .matcher(matchers)
        .results()
        .filter(it -> !SCRAPED.contains(it.group(1)))
        .allMatch(it -> fits(series.getOrDefault(it.group(1), ""), it.group(2), it.group(3)));
  }

  private static boolean fits(String value, String operator, String expected) {
    return switch (operator) {
      case "=" -> value.equals(expected);
      case "!=" -> !value.equals(expected);
      case "=~" -> value.matches(expected);
      case "!~" -> !value.matches(expected);
      default -> throw new IllegalArgumentException(operator);
    };
  }

  /** Returns the names of the labels of a metric, with those that Prometheus adds. */
  Set<String> labelsOf(String metric) {
    Set<String> names = new HashSet<>(SCRAPED);
    labels.getOrDefault(metric, List.of()).forEach(it -> names.addAll(it.keySet()));
    return names;
  }
}
