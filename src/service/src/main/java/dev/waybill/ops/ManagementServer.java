package dev.waybill.ops;

import dev.waybill.settings.Settings;
import java.util.Properties;

/**
 * Port of health and metrics, for operators and orchestrators: {@code /observe/health} (also {@code
 * /live} and {@code /ready} under it; 200 or 503, JSON) and {@code /observe/metrics} (Prometheus
 * text).
 *
 * @param host the address to listen on
 * @param port the port; 0 picks a free one
 */
public record ManagementServer(String host, int port) {
  /** Name under which Camel looks up the Prometheus registry. */
  public static final String METRICS_REGISTRY = "metricsRegistry";

  /** Name of the {@link ManagementVertx} that Camel finds by its type. */
  public static final String VERTX = "managementVertx";

  /** Returns the port that the settings configure. */
  public static ManagementServer of(Settings settings) {
    return new ManagementServer(settings.managementHost(), settings.managementPort());
  }

  /** Returns the properties of Camel Main that open the port. */
  public Properties camelProperties() {
    Properties properties = new Properties();
    properties.setProperty("camel.management.enabled", "true");
    properties.setProperty("camel.management.host", host);
    properties.setProperty("camel.management.port", Integer.toString(port));
    properties.setProperty("camel.management.healthCheckEnabled", "true");
    properties.setProperty("camel.management.healthPath", "/observe/health");
    properties.setProperty("camel.management.metricsEnabled", "true");
    properties.setProperty("camel.metrics.enabled", "true");
    properties.setProperty("camel.metrics.path", "/observe/metrics");
    properties.setProperty("camel.metrics.binders", "jvm-memory,jvm-gc,jvm-thread,processor");
    // One event per send to an endpoint is costly, and waybill.stage already counts the same.
    properties.setProperty("camel.metrics.enableExchangeEventNotifier", "false");
    properties.setProperty("camel.health.enabled", "true");
    // "full" would return stack traces to any client.
    properties.setProperty("camel.health.exposureLevel", "default");
    return properties;
  }
}
