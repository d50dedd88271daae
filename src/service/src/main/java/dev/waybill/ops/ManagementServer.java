package dev.waybill.ops;

import dev.waybill.settings.Settings;
import java.util.Properties;

/**
 * The port operators and orchestrators ask: {@code /observe/health} (also {@code /live} and {@code
 * /ready} under it; 200 or 503, JSON) and {@code /observe/metrics} (Prometheus text).
 *
 * @param host the address to listen on
 * @param port the port; 0 picks a free one
 */
public record ManagementServer(String host, int port) {
  /** The name under which Camel looks for the Prometheus registry to scrape. */
  public static final String METRICS_REGISTRY = "metricsRegistry";

  public static ManagementServer of(Settings settings) {
    return new ManagementServer(settings.managementHost(), settings.managementPort());
  }

  /** Camel Main's properties that open the port, to be set as initial or override properties. */
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
    // One event a send to an endpoint: costs on every object and tells what waybill.stage tells.
    properties.setProperty("camel.metrics.enableExchangeEventNotifier", "false");
    properties.setProperty("camel.health.enabled", "true");
    // "full" would print stack traces to whoever asks.
    properties.setProperty("camel.health.exposureLevel", "default");
    return properties;
  }
}
